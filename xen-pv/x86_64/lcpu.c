/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: other lcpus: Xen starts each in the state that it is told, with the
 * kernel's tables, in 64-bit mode. They signal each other by event channels,
 * one for each, and are stopped in a crash by NMIs. xen/include/public/vcpu.h;
 * arch-x86/xen.h, struct vcpu_guest_context.
 *
 * Xen initialises a vCPU once, and is told of its record once: both stay. One
 * that has left goes on, when it is started again, behind the call by which it
 * left.
 */
#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/log.h>
#include <plat/string.h>
#include <plat/xen/event.h>
#include <plat/xen/timer.h>

#include "common/lcpu/data.h"
#include "common/lcpu/lcpu.h"
#include "common/paging/kernel.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"
#include "xen-pv/x86_64/traps.h"
#include "xen-pv/x86_64/xen-pv.h"

#define MXCSR_DEFAULT 0x1f80u

/* How often a lock is looked at before another vCPU gets the CPU. */
#define SPINS_A_TURN 256u

/* For the one that is being started. */
static struct vcpu_guest_context context;

/* The port that raises plat_lcpu_serve() there. */
static PLAT_LCPU_DATA uint32_t ipi;

/* lcpu_entry.S */
PLAT_NORETURN void plat_xen_pv_lcpu_entry(const struct plat_lcpu_start *start);
PLAT_NORETURN void plat_xen_pv_lcpu_begin(const struct plat_lcpu_start *start);

static long vcpu_op(unsigned int command, uint32_t vcpu, void *arg)
{
	return plat_xen_hypercall(__HYPERVISOR_vcpu_op, command, vcpu,
				  (uintptr_t)arg, 0, 0);
}

static int begin(uint32_t nr)
{
	(void)nr;
	plat_mmu_tell_others = plat_lcpu_flush;
	return 0;
}

/* Who has the lock may be waiting for this CPU. */
static void spin(void)
{
	static PLAT_LCPU_DATA uint32_t nr;

	plat_lcpu_serve_flushes();
	plat_lcpu_set(nr, plat_lcpu_get(nr) + 1);
	if (plat_lcpu_get(nr) % SPINS_A_TURN == 0)
		(void)plat_xen_hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield,
					 0, 0, 0, 0);
}

static void end(bool all_came)
{
	(void)all_came;
	plat_spin_hook = spin;
}

static void fill_context(const struct plat_lcpu_start *start)
{
	context = (struct vcpu_guest_context){
		.flags = VGCF_in_kernel | VGCF_failsafe_disables_events,
		.user_regs = {
			.rip = (uintptr_t)plat_xen_pv_lcpu_entry,
			.rsp = start->stack,
			.rdi = (uintptr_t)start,
			.cs = FLAT_KERNEL_CS,
			.ss = FLAT_KERNEL_SS,
		},
		.kernel_ss = FLAT_KERNEL_SS,
		.kernel_sp = start->stack,
		.ctrlreg[3] = plat_xen_pv_to_mfn(plat_kernel_pt()->root).v
			      << PLAT_PAGE_SHIFT,
		.event_callback_eip = (uintptr_t)plat_xen_pv_interrupt,
		.failsafe_callback_eip = (uintptr_t)plat_xen_pv_failsafe,
		.gs_base_kernel = start->base,
	};
	plat_xen_pv_traps(context.trap_ctxt);
}

/* Who has no record in shared info needs one of its own before. Xen takes a
 * record once. */
static int initialise(uint32_t vcpu, const struct plat_lcpu_start *start)
{
	void *record = plat_lcpu_ptr_at(start->base, plat_xen_pv_vcpu);
	int told = plat_xen_vcpu_tell(vcpu, plat_lcpu_others_pa(record)), err;

	fill_context(start);
	err = plat_xen_error(vcpu_op(VCPUOP_initialise, vcpu, &context));
	if (err == -PLAT_EEXIST)
		return plat_xen_vcpu_is_down(vcpu) ? 0 : -PLAT_EBUSY;
	return err ? err : told;
}

/* Nobody is there: its data is cleared for it, as its interrupt flag is among
 * that. What was raised meanwhile is looked for. */
static void clear_data(const struct plat_lcpu_start *start)
{
	struct vcpu_info *info =
		plat_lcpu_ptr_at(start->base, plat_xen_pv_vcpu);

	plat_lcpu_clear_data(start);
	*plat_lcpu_ptr_at(start->base, plat_lcpu_own_base) = start->base;
	*plat_lcpu_ptr_at(start->base, plat_xen_pv_stacks) =
	    plat_xen_pv_stacks_of(start->shift);
	info->evtchn_upcall_mask = 1;
	info->evtchn_pending_sel = ~(xen_ulong_t)0;
	plat_atomic_store_release(&info->evtchn_upcall_pending, (uint8_t)1);
}

static int start_vcpu(const struct plat_lcpu_id *id,
		      const struct plat_lcpu_start *start)
{
	uint32_t vcpu = (uint32_t)id->hw_id;
	int err = initialise(vcpu, start);

	if (err)
		return err;
	clear_data(start);
	return plat_xen_error(vcpu_op(VCPUOP_up, vcpu, NULL));
}

void plat_xen_pv_lcpu_begin(const struct plat_lcpu_start *start)
{
	uint32_t mxcsr = MXCSR_DEFAULT;

	(void)start;
	__asm__ volatile("fninit; ldmxcsr %0" : : "m"(mxcsr));
	plat_lcpu_main();
}

static void serve(void *arg)
{
	(void)arg;
	plat_lcpu_serve();
}

static int bind_ipi(void)
{
	plat_xen_port_t port;
	int err = plat_xen_event_bind_ipi(serve, NULL, &port);

	if (!err)
		plat_lcpu_set(ipi, port.v);
	return err;
}

static int set_up(void)
{
	int err = plat_xen_vcpu_came(plat_xen_pv_set_nmi());

	return err ? err : bind_ipi();
}

static uint64_t address(const struct plat_lcpu_id *id)
{
	(void)id;
	return plat_lcpu_get(ipi);
}

static void signal(uint64_t port)
{
	(void)plat_xen_event_notify((plat_xen_port_t){(uint32_t)port});
}

static void crash(const struct plat_lcpu_id *id)
{
	(void)vcpu_op(VCPUOP_send_nmi, (uint32_t)id->hw_id, NULL);
}

static void mask(void)
{
	plat_xen_timer_stop();
	if (plat_xen_event_close((plat_xen_port_t){plat_lcpu_get(ipi)}))
		plat_err("xen-pv: lcpu %u had no event", plat_lcpu_self());
}

/* Nobody writes to this stack before somebody comes to it at its top. */
PLAT_NORETURN static void leave(void)
{
	const struct plat_lcpu_start *start = &plat_lcpu_me()->start;

	(void)vcpu_op(VCPUOP_down, plat_xen_vcpu_id(), NULL);
	plat_xen_pv_lcpu_entry(start);
}

static const struct plat_lcpu_ops ops = {
	.begin = begin,
	.start = start_vcpu,
	.end = end,
	.set_up = set_up,
	.forget = plat_xen_pv_flush_all,
	.address = address,
	.signal = signal,
	.crash = crash,
	.pass_on = plat_xen_vcpu_leaves,
	.mask = mask,
	.leave = leave,
};

const struct plat_lcpu_ops *plat_lcpu_host_ops(void)
{
	int err;

	if (!plat_xen_pv)
		return plat_xen_hvm_lcpu_ops();
	err = bind_ipi();
	if (err)
		plat_err("xen-pv: no event to signal lcpus by: %s",
			 plat_errno_name(err));
	return err ? NULL : &ops;
}
