/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/acpi.h>
#include <plat/arch/io.h>
#include <plat/efi.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/multiboot.h>
#include <plat/pvh.h>

#include "kvm/x86_64/kvm.h"

/* The two 8259s of a PC, whose interrupts nobody serves. */
#define PIC1_DATA 0x21
#define PIC2_DATA 0xa1

/* Page 0 has the real-mode vectors and the BIOS's data. Besides, a physical
 * address of 0 means "none" in more than one place. */
static const struct plat_pa_range real_mode_vectors = {{0}, PLAT_PAGE_SIZE};

static int parse(struct plat_bootinfo *bi, plat_pa_t arg)
{
	switch (bi->protocol) {
	case PLAT_PROTOCOL_PVH:
		return plat_pvh_parse(bi, arg);
	case PLAT_PROTOCOL_MULTIBOOT1:
		return plat_multiboot1_parse(bi, arg);
	case PLAT_PROTOCOL_MULTIBOOT2:
		return plat_multiboot2_parse(bi, arg);
	case PLAT_PROTOCOL_EFI:
		return plat_efi_parse(bi, arg);
	default:
		return -PLAT_ENOTSUP;
	}
}

int plat_kvm_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	int err = plat_bootinfo_add_region(bi, real_mode_vectors,
					   PLAT_MRD_RESERVED, "kvm");

	plat_out8(PIC1_DATA, 0xff);
	plat_out8(PIC2_DATA, 0xff);
	if (!err)
		err = parse(bi, arg);
	if (err == -PLAT_ENOENT)
		plat_err("the boot loader gave no memory map");
	if (err)
		return err;
	if (!bi->rsdp.v)
		bi->rsdp = plat_acpi_scan_rsdp();
	err = plat_acpi_init(bi->rsdp);
	if (err)
		plat_info("no ACPI tables: %s", plat_errno_name(err));
	return 0;
}
