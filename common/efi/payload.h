/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The image inside of an EFI application, where it is not the application
 * itself: what plat-efi made of its ELF segments. Behind the table are the
 * segments' bytes.
 */
#ifndef COMMON_EFI_PAYLOAD_H
#define COMMON_EFI_PAYLOAD_H

#include <plat/types.h>

/* Only what is in the file: the image zeroes its .bss itself. */
struct plat_efi_segment {
	uint32_t pa;
	uint32_t offset; /* of its bytes, from the table on */
	uint32_t bytes;
};
_Static_assert(sizeof(struct plat_efi_segment) == 12, "layout");

struct plat_efi_payload {
	uint32_t entry_pa;
	uint32_t bytes;  /* of the table and all that is behind it */
	uint32_t start_pa, end_pa; /* of all segments, whole pages */
	uint32_t nr_segments;
	struct plat_efi_segment segments[];
};
_Static_assert(sizeof(struct plat_efi_payload) == 20, "layout");

/* Behind the stub, on a page of its own. */
extern const struct plat_efi_payload plat_efi_payload
    __attribute__((visibility("hidden")));

#endif /* COMMON_EFI_PAYLOAD_H */
