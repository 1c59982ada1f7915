/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The arm-cca frontend: the same Image inside a realm of the Arm Confidential
 * Compute Architecture. Arm DEN 0137 (the realm management monitor).
 */
#include <plat/frontend.h>

#include "arm-cca/arm64/cca.h"
#include "common/arm64/machine.h"
#include "common/arm64/sysreg.h"

/*
 * Who is in a realm has a monitor at EL3's side of the world that answers.
 * Nothing that the host wrote is asked, the devicetree least of all: it could
 * talk a realm out of being one. Outside of a realm, and where no hypervisor
 * is, the SMC goes to firmware, which does not know it, or is undefined;
 * without EL3 it is not made.
 */
static enum plat_match detect(void)
{
	if (!plat_arm64_id_field(plat_arm64_read(id_aa64pfr0_el1),
				 ID_AA64PFR0_EL3))
		return PLAT_MATCH_NONE;
	return plat_cca_detect() ? PLAT_MATCH_EXACT : PLAT_MATCH_NONE;
}

static int bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	int err;

	plat_cca_check(arg);
	bi->device_attr = PLAT_ATTR_SHARED;
	err = plat_arm64_bootinfo(bi, arg);
	if (err)
		return err;
	/* HVC is undefined in a realm, whatever the host says. */
	plat_arm64_machine.conduit = plat_smccc_smc;
	plat_cca_accept(&bi->mrds);
	return 0;
}

/* First: another frontend would look for its host in the devicetree, which may
 * be where a realm's host can change it meanwhile. */
PLAT_FRONTEND_FIRST(arm_cca) = {
	.name = "arm-cca",
	.protocols = 1u << PLAT_PROTOCOL_ARM64_IMAGE |
		     1u << PLAT_PROTOCOL_EFI,
	.detect = detect,
	.emergency_console = &plat_arm64_emergency_console,
	.bootinfo = bootinfo,
	.early_devices = plat_arm64_early_devices,
	.device_address = plat_cca_device_address,
	.share = plat_cca_share,
	.unshare = plat_cca_unshare,
	.shared_address = plat_cca_shared_address,
	.is_confidential = true,
};
