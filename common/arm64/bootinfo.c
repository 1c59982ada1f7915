/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what every frontend's bootinfo does: the devicetree of the Image
 * protocol, or what EFI tells.
 */
#include <plat/efi.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/power.h>

#include "common/arm64/machine.h"

/* What the tree lacks; its parser has said more. EFI needs none. */
PLAT_COLD static int complain(const struct plat_bootinfo *bi, plat_pa_t tree,
			      int err)
{
	bool by_efi = bi->protocol == PLAT_PROTOCOL_EFI;

	if (err == -PLAT_EPROTO && !by_efi)
		plat_panic("no devicetree at %#jx: the Image protocol wants "
			   "the address of one, a multiple of 8, in x0",
			   tree.v);
	if (err == -PLAT_ENOENT)
		plat_panic("the devicetree at %#jx tells of no memory",
			   tree.v);
	return err == -PLAT_EPROTO ? 0 : err;
}

static int take_tree(struct plat_bootinfo *bi, plat_pa_t tree)
{
	int err = plat_arm64_take_fdt(bi, tree);

	return plat_unlikely(err) ? complain(bi, tree, err) : 0;
}

/* EFI tells of memory, initrd and command line. Devices are in ACPI's tables,
 * or where there are none in the devicetree; it is 0 that is returned if that
 * has to be read. */
PLAT_COLD static int take_efi(struct plat_bootinfo *bi, plat_pa_t handover)
{
	int err = plat_efi_parse(bi, handover);

	if (err == -PLAT_ENOENT)
		plat_panic("the firmware gave no memory map");
	if (err)
		return err;
	if (!plat_arm64_take_acpi(bi->rsdp))
		return 1;
	if (bi->devicetree.size)
		return 0;
	plat_warn("neither ACPI nor a devicetree tells of devices");
	return 1;
}

int plat_arm64_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	plat_pa_t tree = arg;
	int err = 0;

	if (bi->protocol == PLAT_PROTOCOL_EFI) {
		err = take_efi(bi, arg);
		tree = bi->devicetree.start;
	}
	if (!err)
		err = take_tree(bi, tree);
	return err < 0 ? err : plat_arm64_add_devices(bi);
}
