/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: where the other lcpus begin: in real mode, at the start of a page
 * below 1 MiB to which this code was copied; then, in one step, in long mode.
 * What it loads was recorded from lcpu 0. Intel SDM 3A 8.4, 9.8.5; AMD 24593
 * 14.6.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

#define MSR_EFER    0xc0000080
#define MSR_GS_BASE 0xc0000101

/* Where a symbol is in the page, which CS and DS have as their base. */
#define IN_PAGE(symbol) ((symbol) - plat_x86_trampoline)

	.section .rodata.plat_x86_trampoline, "a"
	.balign 16
	.code16
object plat_x86_trampoline
	cli
	mov %cs, %ax
	mov %ax, %ds
	lgdtl IN_PAGE(gdt_register)
	mov IN_PAGE(parameters) + TRAMPOLINE_CR4, %eax
	mov %eax, %cr4
	mov IN_PAGE(parameters) + TRAMPOLINE_ROOT, %eax
	mov %eax, %cr3
	mov $MSR_EFER, %ecx
	mov IN_PAGE(parameters) + TRAMPOLINE_EFER, %eax
	xor %edx, %edx
	wrmsr
	mov IN_PAGE(parameters) + TRAMPOLINE_CR0, %eax
	mov %eax, %cr0
	ljmpl *IN_PAGE(parameters) + TRAMPOLINE_FAR
	.code64
long_mode:
	mov $plat_x86_lcpu_entry, %rax
	jmp *%rax

	.balign 8
gdt:	.quad 0
	.quad 0x00af9b000000ffff	/* SEL_CODE64 */
gdt_register:
	.short gdt_register - gdt - 1
	.long IN_PAGE(gdt)		/* and the page's address: lcpu.c */
	.balign 8
	/* struct plat_x86_trampoline_parameters */
parameters:
	.skip TRAMPOLINE_PARAMETERS_SIZE
endobject plat_x86_trampoline
trampoline_end:

	.section .rodata.plat_x86_trampoline_places, "a"
	.balign 2
	/* struct plat_x86_trampoline_places */
object plat_x86_trampoline_places
	.short trampoline_end - plat_x86_trampoline
	.short IN_PAGE(gdt_register) + 2
	.short IN_PAGE(long_mode)
	.short IN_PAGE(parameters)
endobject plat_x86_trampoline_places

	.section .text.plat_x86_lcpu_entry, "ax"
/*
 * void plat_x86_lcpu_entry(void);
 * void plat_x86_lcpu_begin(const struct plat_lcpu_start *start);
 *
 * In the image window, without a stack: which lcpu this is, says CPUID. The
 * table is searched, as ids may be any; the first that comes under an id takes
 * the record.
 */
func plat_x86_lcpu_entry
	xor %eax, %eax
	mov %eax, %ds
	mov %eax, %es
	mov %eax, %ss
	mov %eax, %fs
	mov %eax, %gs
	lidt plat_idt_register
	mov plat_x86_id_leaf, %eax
	xor %ecx, %ecx
	cpuid
	cmpl $1, plat_x86_id_leaf
	jne 1f
	shr $24, %ebx
	mov %ebx, %edx
1:	mov %edx, %edx			/* 32 bits */
	mov plat_lcpu_table + LCPU_TABLE_LCPUS, %rdi
	mov plat_lcpu_table + LCPU_TABLE_NR, %ecx
	add $LCPU_START, %rdi
2:	cmp %rdx, START_HW_ID(%rdi)
	je 3f
	add $LCPU_SIZE, %rdi
	loop 2b
stranger:
	lock incl plat_lcpu_nr_strangers
	cli
4:	hlt
	jmp 4b
3:	mov $1, %eax
	xchg %eax, START_IS_TAKEN(%rdi)
	test %eax, %eax
	jnz stranger
	mov plat_x86_lcpu_root, %rax
	mov %rax, %cr3
	mov START_STACK(%rdi), %rsp
	mov START_BASE(%rdi), %rax
	mov %rax, %rdx
	shr $32, %rdx
	mov $MSR_GS_BASE, %ecx
	wrmsr
	xor %ebp, %ebp			/* the outermost frame */
	call plat_x86_lcpu_begin
	ud2
endfunc plat_x86_lcpu_entry

	.section .note.GNU-stack, "", @progbits
