/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers that assembly needs from C. Compiled to assembly, never linked; the
 * build makes asm-offsets.h out of the strings that begin with "->".
 */
#include <plat/bootinfo.h>

#include "common/efi/payload.h"
#include "common/x86_64/irq.h"

#define CONSTANT(name, value) \
	__asm__ volatile(".ascii \"-> " #name " %c0\"" : : "i"(value))

void plat_asm_offsets(void);

void plat_asm_offsets(void)
{
	CONSTANT(PROTOCOL_PVH, PLAT_PROTOCOL_PVH);
	CONSTANT(PROTOCOL_MULTIBOOT1, PLAT_PROTOCOL_MULTIBOOT1);
	CONSTANT(PROTOCOL_MULTIBOOT2, PLAT_PROTOCOL_MULTIBOOT2);
	CONSTANT(PROTOCOL_EFI, PLAT_PROTOCOL_EFI);
	CONSTANT(EFI_PAYLOAD_ENTRY,
		 offsetof(struct plat_efi_payload, entry_pa));
	CONSTANT(EFI_PAYLOAD_NR_SEGMENTS,
		 offsetof(struct plat_efi_payload, nr_segments));
	CONSTANT(EFI_PAYLOAD_SEGMENTS,
		 offsetof(struct plat_efi_payload, segments));
	CONSTANT(EFI_SEGMENT_PA, offsetof(struct plat_efi_segment, pa));
	CONSTANT(EFI_SEGMENT_OFFSET,
		 offsetof(struct plat_efi_segment, offset));
	CONSTANT(EFI_SEGMENT_BYTES, offsetof(struct plat_efi_segment, bytes));
	CONSTANT(EFI_SEGMENT_SIZE, sizeof(struct plat_efi_segment));
	CONSTANT(NR_VECTOR_GROUPS,
		 (X86_VECTOR_SPURIOUS + 1 - X86_VECTOR_FIRST) /
		     X86_VECTOR_GROUP);
}
