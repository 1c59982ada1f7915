/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers that assembly needs from C. Compiled to assembly, never linked; the
 * build makes asm-offsets.h out of the strings that begin with "->".
 */
#include <plat/bootinfo.h>

#include "common/efi/payload.h"
#include "common/lcpu/lcpu.h"
#include "common/x86_64/irq.h"
#include "common/x86_64/lcpu.h"

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
	CONSTANT(TRAMPOLINE_ROOT,
		 offsetof(struct plat_x86_trampoline_parameters, root));
	CONSTANT(TRAMPOLINE_CR0,
		 offsetof(struct plat_x86_trampoline_parameters, cr0));
	CONSTANT(TRAMPOLINE_CR4,
		 offsetof(struct plat_x86_trampoline_parameters, cr4));
	CONSTANT(TRAMPOLINE_EFER,
		 offsetof(struct plat_x86_trampoline_parameters, efer));
	CONSTANT(TRAMPOLINE_FAR,
		 offsetof(struct plat_x86_trampoline_parameters, far_jump));
	CONSTANT(TRAMPOLINE_PARAMETERS_SIZE,
		 sizeof(struct plat_x86_trampoline_parameters));
	CONSTANT(LCPU_TABLE_LCPUS, offsetof(struct plat_lcpu_table, lcpus));
	CONSTANT(LCPU_TABLE_NR, offsetof(struct plat_lcpu_table, nr));
	CONSTANT(LCPU_SIZE, sizeof(struct plat_lcpu));
	CONSTANT(LCPU_START, offsetof(struct plat_lcpu, start));
	CONSTANT(START_HW_ID, offsetof(struct plat_lcpu_start, hw_id));
	CONSTANT(START_BASE, offsetof(struct plat_lcpu_start, base));
	CONSTANT(START_STACK, offsetof(struct plat_lcpu_start, stack));
	CONSTANT(START_IS_TAKEN, offsetof(struct plat_lcpu_start, is_taken));
}
