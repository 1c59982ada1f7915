/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers that assembly needs from C. Compiled to assembly, never linked; the
 * build makes asm-offsets.h out of the strings that begin with "->".
 */
#include <stddef.h>

#include <plat/bootinfo.h>

#include "common/efi/payload.h"
#include "common/lcpu/lcpu.h"
#include "common/thread/thread.h"
#include "common/x86_64/irq.h"
#include "common/x86_64/lcpu.h"
#include "common/x86_64/traps.h"

#define CONSTANT(name, value) \
	__asm__ volatile(".ascii \"-> " #name " %c0\"" : : "i"(value))

#define FRAME(name, member) \
	CONSTANT(FRAME_##name, offsetof(struct plat_x86_frame, member))

void plat_asm_offsets(void);

static inline void frame_offsets(void)
{
	FRAME(R15, r15);
	FRAME(R14, r14);
	FRAME(R13, r13);
	FRAME(R12, r12);
	FRAME(R11, r11);
	FRAME(R10, r10);
	FRAME(R9, r9);
	FRAME(R8, r8);
	FRAME(RDI, rdi);
	FRAME(RSI, rsi);
	FRAME(RBP, rbp);
	FRAME(RBX, rbx);
	FRAME(RDX, rdx);
	FRAME(RCX, rcx);
	FRAME(RAX, rax);
	FRAME(VECTOR, vector);
	FRAME(RIP, rip);
	FRAME(RFLAGS, rflags);
	FRAME(RSP, rsp);
	CONSTANT(FRAME_BYTES, sizeof(struct plat_x86_frame));
}

void plat_asm_offsets(void)
{
	frame_offsets();
	CONSTANT(PROTOCOL_PVH, PLAT_PROTOCOL_PVH);
	CONSTANT(PROTOCOL_MULTIBOOT1, PLAT_PROTOCOL_MULTIBOOT1);
	CONSTANT(PROTOCOL_MULTIBOOT2, PLAT_PROTOCOL_MULTIBOOT2);
	CONSTANT(PROTOCOL_EFI, PLAT_PROTOCOL_EFI);
	CONSTANT(PROTOCOL_XEN_PV, PLAT_PROTOCOL_XEN_PV);
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
	CONSTANT(THREAD_SP, offsetof(struct plat_thread, sp));
	CONSTANT(THREAD_KEPT, offsetof(struct plat_thread, kept));
}
