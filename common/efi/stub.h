/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stub: the part of an image that is an EFI application. It runs where
 * the firmware put it, before anything is relocated: no static pointers.
 *
 *   plat_efi_main      what the firmware calls
 *   plat_efi_prepare   the ISA's: where the image will be, and how to get there
 *   (gather)           tables, command line, initrd, memory map
 *   (leave)            ExitBootServices()
 *   plat_efi_enter     the ISA's: to the core's entry, with the handover
 */
#ifndef COMMON_EFI_STUB_H
#define COMMON_EFI_STUB_H

#include "common/efi/efi_abi.h"
#include "common/efi/handover.h"
#include "common/efi/map.h"

struct plat_efi_stub {
	void *image;
	struct efi_boot_services *boot;
	struct efi_system_table *table;
	struct efi_loaded_image *loaded;

	/* plat_efi_prepare() sets these: what will be overwritten by the
	 * image itself (empty: nothing), the address below which the handover
	 * has to be, and whatever else it wants to find again. */
	struct plat_pa_range target;
	uint64_t limit;
	void *isa;

	struct plat_efi_handover *handover;
	struct plat_efi_map map; /* room for it, behind the handover */
	uint64_t map_key;        /* of the one that was read last */
};

/**
 * What the firmware calls.
 *
 * Returns: not, if all is well; else a status, after a sentence on the
 *          firmware's console.
 * Source:  UEFI 2.10, 4.1 (EFI_IMAGE_ENTRY_POINT).
 */
efi_status PLAT_EFIAPI plat_efi_main(void *image,
				     struct efi_system_table *table);

/* What is below is for the ISA's part; boot services are there. */

/**
 * Allocate @size bytes, rounded to pages, outside of stub->target and below
 * @limit. It is free memory for the guest once it runs.
 *
 * @align:  a power of two, a page or more.
 * Returns: EFI_SUCCESS and the address in @pa; or a status, which has not been
 *          told.
 */
efi_status plat_efi_alloc(struct plat_efi_stub *stub, uint64_t size,
			  uint64_t align, uint64_t limit, uint64_t *pa);

/**
 * Whether all of stub->target will be memory when boot services are left. If
 * not, that is told.
 */
efi_status plat_efi_check_target(struct plat_efi_stub *stub);

/**
 * Say on the firmware's console why there will be no guest.
 *
 * @reason: ASCII, and shorter than a line together with its begin.
 * Returns: @status.
 */
efi_status plat_efi_refuse(struct plat_efi_stub *stub, efi_status status,
			   const char *reason);

/* The ISA gives these. */

/**
 * Decide where the image will be, and see to all that is needed to get there.
 *
 * Returns: EFI_SUCCESS; or a status, which has been told.
 */
efi_status plat_efi_prepare(struct plat_efi_stub *stub);

/**
 * Go to the core's entry.
 *
 * Context: boot services are left; interrupts as the firmware had them.
 */
PLAT_NORETURN void plat_efi_enter(struct plat_efi_stub *stub);

#endif /* COMMON_EFI_STUB_H */
