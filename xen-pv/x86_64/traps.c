/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: exceptions, upcalls and NMIs: what Xen is told of them, and of where
 * the interrupt flag is. xen/include/public/callback.h, vcpu.h, nmi.h.
 */
#include "xen-pv/x86_64/traps.h"

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/layout.h>
#include <plat/xen/hypercall.h>

#include "common/x86_64/cpu.h"
#include "xen-pv/x86_64/start_info.h"
#include "xen-pv/x86_64/vcpu.h"

#include <xen/callback.h>

_Static_assert(offsetof(struct vcpu_info, evtchn_upcall_pending) ==
		       VCPU_PENDING &&
		   offsetof(struct vcpu_info, evtchn_upcall_mask) ==
		       VCPU_MASK &&
		   offsetof(struct vcpu_info, arch.cr2) == VCPU_CR2,
	       "xen.h");
_Static_assert(offsetof(struct plat_xen_pv_stacks, irq) == STACKS_IRQ &&
		   offsetof(struct plat_xen_pv_stacks, fault) ==
		       STACKS_FAULT &&
		   offsetof(struct plat_xen_pv_stacks, critical) ==
		       STACKS_CRITICAL,
	       "vcpu.h");
_Static_assert(HYPERCALL_IRET == __HYPERVISOR_iret * PLAT_XEN_ENTRY_BYTES &&
		   HYPERCALL_XEN_VERSION ==
		       __HYPERVISOR_xen_version * PLAT_XEN_ENTRY_BYTES &&
		   HYPERCALL_SCHED_OP ==
		       __HYPERVISOR_sched_op * PLAT_XEN_ENTRY_BYTES &&
		   HYPERCALL_SET_SEGMENT_BASE ==
		       __HYPERVISOR_set_segment_base * PLAT_XEN_ENTRY_BYTES &&
		   SCHED_BLOCK == SCHEDOP_block,
	       "xen.h, sched.h");

/* Bits of struct trap_info's flags. */
#define ANYBODY    3u /* by a software interrupt */
#define MASKS      4u /* upcalls are masked, as by an interrupt gate */

#define VECTOR_BREAKPOINT 3u
#define VECTOR_OVERFLOW   4u

/* It may not cross a page: a multiple of its size. */
PLAT_LCPU_DATA PLAT_ALIGNED(64) struct vcpu_info plat_xen_pv_vcpu;
_Static_assert(sizeof(struct vcpu_info) == 64, "xen.h");

PLAT_LCPU_DATA struct plat_xen_pv_stacks plat_xen_pv_stacks;

extern const char plat_stack_irq[], plat_stack_fault[], plat_stack_critical[];

static void (*upcall)(void); /* atomic */

struct plat_xen_pv_stacks plat_xen_pv_stacks_of(uintptr_t shift)
{
	return (struct plat_xen_pv_stacks){
		.irq = (uintptr_t)plat_stack_irq + shift,
		.fault = (uintptr_t)plat_stack_fault + shift,
		.critical = (uintptr_t)plat_stack_critical + shift,
	};
}

void plat_xen_pv_set_upcall(void (*function)(void))
{
	plat_atomic_store_release(&upcall, function);
}

/* What is pending for nobody must not be told again at once. */
void plat_xen_pv_raised(void)
{
	void (*function)(void) = plat_atomic_load_acquire(&upcall);

	if (function)
		function();
	else
		plat_lcpu_own(plat_xen_pv_vcpu)->evtchn_upcall_pending = 0;
}

void plat_xen_pv_traps(struct trap_info traps[PLAT_XEN_PV_NR_VECTORS + 1])
{
	for (unsigned int i = 0; i < PLAT_XEN_PV_NR_VECTORS; i++)
		traps[i] = (struct trap_info){
			.vector = (uint8_t)i,
			.flags = MASKS,
			.cs = FLAT_KERNEL_CS,
			.address = (uintptr_t)plat_xen_pv_vectors +
				   i * VECTOR_BYTES,
		};
	traps[VECTOR_BREAKPOINT].flags |= ANYBODY;
	traps[VECTOR_OVERFLOW].flags |= ANYBODY;
	traps[PLAT_XEN_PV_NR_VECTORS] = (struct trap_info){0};
}

static long set_traps(void)
{
	struct trap_info traps[PLAT_XEN_PV_NR_VECTORS + 1];

	plat_xen_pv_traps(traps);
	return plat_xen_hypercall(__HYPERVISOR_set_trap_table,
				  (uintptr_t)traps, 0, 0, 0, 0);
}

static long set_callback(uint16_t type, const char *entry)
{
	struct callback_register callback = {
		.type = type,
		.flags = CALLBACKF_mask_events,
		.address = (uintptr_t)entry,
	};

	return plat_xen_hypercall(__HYPERVISOR_callback_op,
				  CALLBACKOP_register, (uintptr_t)&callback, 0,
				  0, 0);
}

int plat_xen_pv_set_nmi(void)
{
	return plat_xen_error(
	    set_callback(CALLBACKTYPE_nmi, plat_xen_pv_nmi));
}

/* Of lcpu 0, in the image. Xen takes over what was in shared info, where all is
 * masked. */
static long set_vcpu_info(const uint64_t *mfns)
{
	uint64_t pa = (uintptr_t)&plat_xen_pv_vcpu - PLAT_IMAGE_BASE;
	struct vcpu_register_vcpu_info info = {
		.mfn = mfns[plat_xen_pv_pfn(plat_pa(pa)).v],
		.offset = (uint32_t)(pa & PLAT_PAGE_MASK),
	};

	return plat_xen_hypercall(__HYPERVISOR_vcpu_op,
				  VCPUOP_register_vcpu_info, 0,
				  (uintptr_t)&info, 0, 0);
}

/* Nobody else can say it yet. A domU's words come to Xen's log only if it was
 * built for debugging: how the domain ends has to do. */
PLAT_COLD PLAT_NORETURN static void die(void)
{
	static const char why[] = "plat: crash: Xen does not let the guest "
				  "begin\n";
	struct sched_shutdown shutdown = {.reason = SHUTDOWN_crash};

	(void)plat_xen_hypercall(__HYPERVISOR_console_io, CONSOLEIO_write,
				 sizeof(why) - 1, (uintptr_t)why, 0, 0);
	(void)plat_xen_hypercall(__HYPERVISOR_sched_op, SCHEDOP_shutdown,
				 (uintptr_t)&shutdown, 0, 0, 0);
	plat_xen_pv_stop();
}

void plat_xen_pv_begin(const struct start_info *start_info)
{
	plat_xen_pv_stacks = plat_xen_pv_stacks_of(0);
	plat_xen_pv_vcpu.evtchn_upcall_mask = 1;
	if (!plat_xen_pv_replace() ||
	    set_vcpu_info((const uint64_t *)start_info->mfn_list) ||
	    set_traps() ||
	    set_callback(CALLBACKTYPE_event, plat_xen_pv_interrupt) ||
	    set_callback(CALLBACKTYPE_failsafe, plat_xen_pv_failsafe) ||
	    plat_xen_pv_set_nmi())
		die();
}

void plat_xen_pv_stop(void)
{
	struct sched_poll nothing = {0};

	for (;;)
		(void)plat_xen_hypercall(__HYPERVISOR_sched_op, SCHEDOP_poll,
					 (uintptr_t)&nothing, 0, 0, 0);
}

/* xen/arch/x86/include/asm/processor.h, XEN_MSR_PAT: a part of the ABI. */
#define XEN_PAT 0x050100070406ull

int plat_xen_pv_msr_read(uint32_t msr, uint64_t *value)
{
	if (msr != X86_MSR_PAT && msr != X86_MSR_GS_BASE)
		return -PLAT_EFAULT;
	*value = msr == X86_MSR_PAT ? XEN_PAT : plat_lcpu_base();
	return 0;
}

int plat_xen_pv_msr_write(uint32_t msr, uint64_t value)
{
	uint64_t is;
	int err = plat_xen_pv_msr_read(msr, &is);

	return err || is == value ? err : -PLAT_EFAULT;
}

static void mmuext(struct mmuext_op op)
{
	(void)plat_xen_hypercall(__HYPERVISOR_mmuext_op, (uintptr_t)&op, 1, 0,
				 DOMID_SELF, 0);
}

void plat_xen_pv_flush_page(uint64_t va)
{
	mmuext((struct mmuext_op){.cmd = MMUEXT_INVLPG_LOCAL,
				  .arg1.linear_addr = va});
}

void plat_xen_pv_flush_all(void)
{
	mmuext((struct mmuext_op){.cmd = MMUEXT_TLB_FLUSH_LOCAL});
}
