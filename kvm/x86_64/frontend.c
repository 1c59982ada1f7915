/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kvm frontend: QEMU (KVM or TCG), Firecracker, Cloud Hypervisor; and,
 * as nobody else claims it, any other machine that boots like a PC.
 */
#include <plat/frontend.h>

#include "common/x86_64/cpu.h"
#include "kvm/x86_64/kvm.h"

#define LEAF_HYPERVISOR 0x40000000u

/* "KVMKVMKVM\0\0\0" and "TCGTCGTCGTCG" in ebx, ecx, edx. */
#define KVM_EBX 0x4b4d564bu
#define KVM_ECX 0x564b4d56u
#define KVM_EDX 0x0000004du
#define TCG_ALL 0x54474354u

static enum plat_match detect(void)
{
	struct plat_x86_regs4 r = plat_x86_cpuid(1, 0);

	if (!(r.ecx & X86_ECX_HYPERVISOR))
		return PLAT_MATCH_FALLBACK;
	r = plat_x86_cpuid(LEAF_HYPERVISOR, 0);
	if (r.ebx == KVM_EBX && r.ecx == KVM_ECX && r.edx == KVM_EDX)
		return PLAT_MATCH_EXACT;
	return r.ebx == TCG_ALL ? PLAT_MATCH_EXACT : PLAT_MATCH_FALLBACK;
}

PLAT_FRONTEND(kvm) = {
	.name = "kvm",
	.protocols = 1u << PLAT_PROTOCOL_PVH | 1u << PLAT_PROTOCOL_MULTIBOOT1 |
		     1u << PLAT_PROTOCOL_MULTIBOOT2 | 1u << PLAT_PROTOCOL_EFI,
	.detect = detect,
	.emergency_console = &plat_kvm_emergency_console,
	.bootinfo = plat_kvm_bootinfo,
	.early_devices = plat_kvm_early_devices,
	.clocks = plat_kvm_clocks,
	.wall_ns = plat_kvm_wall_ns,
	.power = plat_kvm_power,
};
