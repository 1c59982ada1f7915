/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kvm frontend: QEMU (KVM or TCG), Firecracker, Cloud Hypervisor; and,
 * as nobody else claims it, any other machine that boots an arm64 Image.
 */
#include <plat/frontend.h>

#include "common/arm64/machine.h"

/* None of these hosts says who it is before the devicetree is read. */
static enum plat_match detect(void)
{
	return PLAT_MATCH_FALLBACK;
}

PLAT_FRONTEND(kvm) = {
	.name = "kvm",
	.protocols = 1u << PLAT_PROTOCOL_ARM64_IMAGE |
		     1u << PLAT_PROTOCOL_EFI,
	.detect = detect,
	.emergency_console = &plat_arm64_emergency_console,
	.bootinfo = plat_arm64_bootinfo,
	.early_devices = plat_arm64_early_devices,
};
