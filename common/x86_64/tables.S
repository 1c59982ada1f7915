/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: GDT, TSS, IDT and the stacks, all made by the linker: nothing of
 * them is computed at boot. Intel SDM 3A 3.4.5, 6.11, 6.14, 8.7.
 */
#include "common/x86_64/asm.h"

#define STACK_MAIN 0x10000

#define IST_FAULT    2	/* 1 is for interrupts: irq.c */
#define IST_CRITICAL 3

	/* A stack with a page below it that is never mapped. */
	.section .stacks, "aw", @nobits
	.balign 4096
.macro stack name, size
	.skip 4096
	.skip \size
	object plat_stack_\name
	endobject plat_stack_\name
.endm
	stack main, STACK_MAIN
	stack irq, STACK_EXTRA
	stack fault, STACK_EXTRA
	stack critical, STACK_EXTRA

	.section .rodata.plat_stacks, "a"
	.balign 8
.macro stack_entry name, size
	.quad plat_stack_\name - \size
	.quad plat_stack_\name
.endm
	/* struct plat_stack, in the order of their addresses. */
object plat_stacks
	stack_entry main, STACK_MAIN
	stack_entry irq, STACK_EXTRA
	stack_entry fault, STACK_EXTRA
	stack_entry critical, STACK_EXTRA
endobject plat_stacks
object plat_nr_stacks
	.long (plat_nr_stacks - plat_stacks) / 16
endobject plat_nr_stacks

	.section .data.plat_gdt, "aw"
	.balign 16
object plat_gdt
	.quad 0
	.quad 0x00af9b000000ffff	/* SEL_CODE64: 64-bit code, ring 0 */
	.quad 0x00cf93000000ffff	/* SEL_DATA: flat data, ring 0 */
	.short plat_tss_size - 1	/* SEL_TSS: available 64-bit TSS */
	.short plat_gdt_tss_low16
	.byte plat_gdt_tss_byte2, 0x89, 0x00, plat_gdt_tss_byte3
	.long 0xffffffff, 0
	.quad 0x00cf9b000000ffff	/* SEL_CODE32: 32-bit code, ring 0 */
endobject plat_gdt
plat_gdt_end:

	.balign 16
object plat_tss
	.long 0
	.quad 0, 0, 0, 0		/* RSP0-2, reserved */
	.quad plat_stack_irq, plat_stack_fault, plat_stack_critical
	.quad 0, 0, 0, 0		/* IST4-7 */
	.quad 0				/* reserved */
	.short 0, plat_tss_size		/* no I/O permission map */
endobject plat_tss
	.equ plat_tss_size, . - plat_tss

	/* The gates of the exceptions; those of interrupts follow in bss, where
	 * they are absent until a vector is taken (irq.c). */
	.section .idt, "aw"
	.balign 16
.macro gate ist
	.short plat_vector_low + (vector + vector / 16) * 6
	.short SEL_CODE64
	.byte \ist, 0x8e		/* interrupt gate, ring 0 */
	.short plat_vector_mid
	.long 0xffffffff, 0
.endm
object plat_idt
	.set vector, 0
	.rept 32
	.if vector == 2 || vector == 8 || vector == 18
	gate IST_CRITICAL
	.else
	gate IST_FAULT
	.endif
	.set vector, vector + 1
	.endr
endobject plat_idt

	.section .rodata.plat_registers, "a"
	/* What is loaded once the image window is mapped. */
	.balign 8
	.short 0, 0, 0
object plat_gdt_register
	.short plat_gdt_end - plat_gdt - 1
	.quad plat_gdt
endobject plat_gdt_register
	.balign 8
	.short 0, 0, 0
object plat_idt_register
	.short 256 * 16 - 1
	.quad plat_idt
endobject plat_idt_register

	/* Before long mode: every exception ends in plat_fault32. Those behind
	 * the general protection fault have no gate, and so become that one, or
	 * a double fault. */
	.section .rodata.plat_idt32, "a"
	.balign 8
object plat_idt32
	.rept 14
	.short plat_fault32_low, SEL_CODE32, 0x8e00, plat_fault32_high
	.endr
endobject plat_idt32
plat_idt32_end:
	.balign 4
	.short 0
object plat_idt32_register
	.short plat_idt32_end - plat_idt32 - 1
	.long PA(plat_idt32)
endobject plat_idt32_register
	.balign 4
	.short 0
object plat_gdt32_register
	.short plat_gdt_end - plat_gdt - 1
	.long PA(plat_gdt)
endobject plat_gdt32_register

	.section .note.GNU-stack, "", @progbits
