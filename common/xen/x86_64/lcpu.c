/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: lcpus of a PVH domain: started by Xen, right in 64-bit mode; what
 * signals them is the local APIC, as on a PC, where an interrupt costs less
 * than an event. xen/include/public/vcpu.h, hvm/hvm_vcpu.h.
 *
 * Xen initialises a vCPU once. One that has left goes on, when it is started
 * again, behind the call by which it left.
 */
#include <plat/arch/mmu.h>
#include <plat/errno.h>

#include "common/lcpu/lcpu.h"
#include "common/paging/kernel.h"
#include "common/x86_64/cpu.h"
#include "common/x86_64/lcpu.h"
#include "common/x86_64/mtrr.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

#include <xen/hvm/hvm_vcpu.h>

#define MSR_EFER      0xc0000080u
#define RFLAGS_FIXED  2u

static struct plat_lcpu_ops ops;
static const struct plat_lcpu_ops *native;

/* lcpu_entry.S */
void plat_xen_lcpu_entry(void);

static long vcpu_op(unsigned int command, uint32_t vcpu, void *arg)
{
	return plat_xen_hypercall(__HYPERVISOR_vcpu_op, command, vcpu,
				  (uintptr_t)arg, 0, 0);
}

static int begin(uint32_t nr)
{
	(void)nr;
	plat_x86_lcpu_root = plat_kernel_pt()->root;
	plat_mmu_tell_others = plat_lcpu_flush;
	return 0;
}

static void end(bool all_came)
{
	(void)all_came;
	plat_x86_mtrr_report();
}

static int start_vcpu(const struct plat_lcpu_id *id,
		      const struct plat_lcpu_start *record)
{
	struct vcpu_hvm_context context = {
		.mode = VCPU_HVM_MODE_64B,
		.cpu_regs.x86_64 = {
			.rsp = record->stack,
			.rip = (uintptr_t)plat_xen_lcpu_entry,
			.rflags = RFLAGS_FIXED,
			.cr0 = plat_x86_read_cr0(),
			.cr3 = plat_x86_lcpu_root.v,
			.cr4 = plat_x86_read_cr4() & ~X86_CR4_PCIDE,
			.efer = plat_x86_rdmsr(MSR_EFER),
		},
	};
	uint32_t vcpu = id->firmware_uid;
	long result;

	/* Xen wants to know before; shared info has no room for all. */
	if (plat_xen_vcpu_register(id->number, vcpu))
		return -PLAT_ENOMEM;
	result = vcpu_op(VCPUOP_initialise, vcpu, &context);
	if (plat_xen_error(result) == -PLAT_EEXIST)
		result = plat_xen_vcpu_is_down(vcpu) ? 0 : -1;
	if (!result)
		result = vcpu_op(VCPUOP_up, vcpu, NULL);
	return plat_xen_error(result);
}

static int set_up(void)
{
	return plat_xen_vcpu_came(native->set_up());
}

static void pass_on(void)
{
	native->pass_on();
	plat_xen_vcpu_leaves();
}

/* Nobody writes to this stack before somebody comes to it at its top. */
PLAT_NORETURN static void leave(void)
{
	(void)vcpu_op(VCPUOP_down, plat_xen_vcpu_id(), NULL);
	plat_x86_lcpu_entry();
}

const struct plat_lcpu_ops *plat_xen_hvm_lcpu_ops(void)
{
	native = plat_arch_lcpu_ops();
	if (!native || !plat_xen_present())
		return native;
	ops = *native;
	ops.begin = begin;
	ops.start = start_vcpu;
	ops.end = end;
	ops.set_up = set_up;
	ops.pass_on = pass_on;
	ops.leave = leave;
	return &ops;
}
