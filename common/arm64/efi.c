/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stub on arm64. It lies in the image itself, of which the firmware loaded
 * the file's bytes, at a page. The Image protocol wants them at another place,
 * with room behind, cleaned out of the caches, and the MMU off: the stub makes
 * a copy that is entered as by any loader.
 */
#include "common/efi/stub.h"

#include <plat/string.h>

#include "common/arm64/layout.h"
#include "common/arm64/sysreg.h"
#include "common/bootinfo/image.h"

#define LARGE_PAGE PLAT_MIB(2)

extern const char plat_image_file_end[];
extern const char plat_arm64_efi_entry[];

/* efi_leave.S */
PLAT_NORETURN void plat_arm64_efi_leave(uint64_t handover, const char *entry);

static uint64_t image_bytes(void)
{
	return (uint64_t)(plat_image_end - plat_image_start);
}

efi_status plat_efi_prepare(struct plat_efi_stub *stub)
{
	efi_status status;
	uint64_t pa;

	stub->limit = UINT64_MAX;
	status = plat_efi_alloc(stub, PLAT_ARM64_TEXT_OFFSET + image_bytes(),
				LARGE_PAGE, UINT64_MAX, &pa);
	if (status)
		return plat_efi_refuse(stub, status,
				       "no memory for the image at a multiple "
				       "of 2 MiB");
	stub->isa = (char *)(uintptr_t)pa + PLAT_ARM64_TEXT_OFFSET;
	memcpy(stub->isa, plat_image_start,
	       (size_t)(plat_image_file_end - plat_image_start));
	return EFI_SUCCESS;
}

/* Nothing of [start, end) stays in the caches: neither what has to be in
 * memory, nor what would get there later. Arm DDI 0487, D7.5. */
static void clean(const char *start, const char *end)
{
	uint64_t line = plat_arm64_data_line(plat_arm64_read(ctr_el0));

	for (start -= (uintptr_t)start & (line - 1); start < end;
	     start += line)
		__asm__ volatile("dc civac, %0" : : "r"(start) : "memory");
	__asm__ volatile("dsb sy" : : : "memory");
}

/* What runs, and is read, while the MMU is off is cleaned; all else is read
 * through the same caches again. */
void plat_efi_enter(struct plat_efi_stub *stub)
{
	const char *leave = (const char *)(uintptr_t)plat_arm64_efi_leave;
	const char *image = stub->isa;

	__asm__ volatile("msr daifset, #15" : : : "memory");
	clean(image, image + image_bytes());
	clean(leave, leave + PLAT_ARM64_EFI_LEAVE_BYTES);
	plat_arm64_efi_leave((uintptr_t)stub->handover,
			     image + (plat_arm64_efi_entry - plat_image_start));
}
