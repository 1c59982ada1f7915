/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the firmware's long mode to the image's 32-bit entry, moving the image
 * to its place on the way.
 */
#include "asm-offsets.h"

/* Intel SDM 3A 2.5, 4.1, 9.8.5.4; vol. 4 2.1. */
#define CR0_PE    (1 << 0)
#define CR0_ET    (1 << 4)
#define CR4_PAE   (1 << 5)
#define CR4_LA57  (1 << 12)
#define MSR_EFER  0xc0000080
#define EFER_LME  (1 << 8)
#define CODE32    0x08
#define DATA      0x10

#define STACK_TOP 4096

	.section .text.plat_efi_mover, "ax"
	.globl plat_efi_mover, plat_efi_mover_end
	.hidden plat_efi_mover, plat_efi_mover_end
	.balign 8
/*
 * void plat_efi_mover(uint32_t payload, uint32_t handover, uint32_t page)
 *
 * Runs from a copy: @page is where, and its end is the stack. All three are
 * outside of the image's place, below 4 GiB and mapped where they are. Does
 * not return.
 *
 *   page + 4096 - 8   24 bytes below: the GDT's register (10 bytes)
 */
	.code64
plat_efi_mover:
	cli
	cld
	lea STACK_TOP(%rdx), %rsp
	mov %esi, %ebx			/* handover */
	mov %edi, %ebp			/* payload */
	lea gdt(%rip), %rax
	push %rax
	sub $8, %rsp
	movw $(gdt_end - gdt - 1), 6(%rsp)
	lgdt 6(%rsp)
	/* What is on may not stay on without paging: PCIDs, CET. */
	mov %cr4, %rax
	and $(CR4_PAE | CR4_LA57), %eax
	mov %rax, %cr4
	lea 1f(%rip), %rax
	push $CODE32
	push %rax
	lretq

	.code32
1:	mov $DATA, %eax
	mov %eax, %ds
	mov %eax, %es
	mov %eax, %ss
	mov $(CR0_PE | CR0_ET), %eax
	mov %eax, %cr0
	mov $MSR_EFER, %ecx
	rdmsr
	and $~EFER_LME, %eax
	wrmsr
	xor %eax, %eax
	mov %eax, %cr4

	lea EFI_PAYLOAD_SEGMENTS(%ebp), %edx
	push EFI_PAYLOAD_NR_SEGMENTS(%ebp)
2:	mov EFI_SEGMENT_OFFSET(%edx), %esi
	add %ebp, %esi
	mov EFI_SEGMENT_PA(%edx), %edi
	mov EFI_SEGMENT_BYTES(%edx), %ecx
	rep movsb
	add $EFI_SEGMENT_SIZE, %edx
	decl (%esp)
	jnz 2b
	mov EFI_PAYLOAD_ENTRY(%ebp), %eax
	jmp *%eax

	.balign 8
gdt:	.quad 0
	.quad 0x00cf9b000000ffff	/* CODE32: flat */
	.quad 0x00cf93000000ffff	/* DATA */
gdt_end:
plat_efi_mover_end:

	.section .note.GNU-stack, "", @progbits
