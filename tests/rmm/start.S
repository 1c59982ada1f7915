/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The realm monitor: where CPUs begin, at EL2, and the vectors. Arm DDI 0487
 * D1.3; the header is that of Linux' Documentation/arch/arm64/booting.rst, so
 * that QEMU hands over its devicetree, a command line and an initrd.
 */
#include "tests/rmm/rmm.h"

	.section .text.first, "ax"
	.globl rmm_image
rmm_image:
	b start
	.long 0
	.quad 0			/* text_offset: QEMU takes 2 MiB for it */
	.quad rmm_image_size
	.quad 1 << 1		/* 4 KiB pages */
	.quad 0, 0, 0
	.ascii "ARM\x64"
	.long 0

/* x0: QEMU's devicetree. */
start:
	mov x20, x0
	adrp x0, rmm_bss
	add x0, x0, :lo12:rmm_bss
	adrp x1, rmm_bss_end
	add x1, x1, :lo12:rmm_bss_end
1:	stp xzr, xzr, [x0], #16
	cmp x0, x1
	b.lo 1b
	mov x0, #0
	bl setup
	mov x0, x20
	bl rmm_main

	.globl rmm_secondary
rmm_secondary:
	mov x19, x0
	bl setup
	mov x0, x19
	bl rmm_cpu_main

/* Stack, vectors and MMU of CPU x0. */
setup:
	adrp x1, rmm_stacks
	add x1, x1, :lo12:rmm_stacks
	add x2, x0, #1
	mov x3, #RMM_STACK_SIZE
	madd x1, x2, x3, x1
	mov sp, x1
	adrp x1, vectors
	add x1, x1, :lo12:vectors
	msr vbar_el2, x1
	msr cptr_el2, xzr
	isb
	b rmm_mmu_on

/*
 * void rmm_enter(uint64_t x0, void *stack);
 * ELR_EL2 and SPSR_EL2 are set. The realm gets x0, and 0 in the others; the
 * next trap finds an empty stack.
 */
	.globl rmm_enter
rmm_enter:
	mov sp, x1
	.irp n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
	mov x\n, xzr
	.endr
	.irp n, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	mov x\n, xzr
	.endr
	eret
	dsb nsh
	isb

	.globl rmm_firmware
rmm_firmware:
	smc #0
	ret

/* uint64_t rmm_id_register(unsigned int index); */
	.globl rmm_id_register
rmm_id_register:
	adr x1, 1f
	add x1, x1, w0, uxtw #3
	br x1
	.macro id_register crm, op2
	mrs x0, S3_0_C0_C\crm\()_\op2
	ret
	.endm
1:	.irp crm, 1, 2, 3, 4, 5, 6, 7
	.irp op2, 0, 1, 2, 3, 4, 5, 6, 7
	id_register \crm, \op2
	.endr
	.endr

/* What an exception of ours overwrites is the realm's; x4 to x6 keep it. */
	.macro keep_realm
	mrs x4, elr_el2
	mrs x5, spsr_el2
	mrs x6, far_el2
	.endm

/* Between these two an abort means that nothing answers; see sync. */
access_begin:
/* bool rmm_load(uint64_t pa, unsigned int size, uint64_t *value); */
	.globl rmm_load
rmm_load:
	keep_realm
	cmp w1, #1
	b.lo 1f
	b.eq 2f
	cmp w1, #2
	b.eq 4f
	ldr x3, [x0]
	b 9f
1:	ldrb w3, [x0]
	b 9f
2:	ldrh w3, [x0]
	b 9f
4:	ldr w3, [x0]
9:	dsb sy
	str x3, [x2]
	mov w0, #1
	ret

/* bool rmm_store(uint64_t pa, unsigned int size, uint64_t value); */
	.globl rmm_store
rmm_store:
	keep_realm
	cmp w1, #1
	b.lo 1f
	b.eq 2f
	cmp w1, #2
	b.eq 4f
	str x2, [x0]
	b 9f
1:	strb w2, [x0]
	b 9f
2:	strh w2, [x0]
	b 9f
4:	str w2, [x0]
9:	dsb sy
	mov w0, #1
	ret
access_end:
	msr elr_el2, x4
	msr spsr_el2, x5
	msr far_el2, x6
	mov w0, #0
	ret

/* void rmm_with_fp(void (*function)(void *), void *arg); */
	.globl rmm_with_fp
rmm_with_fp:
	stp x29, x30, [sp, #-32]!
	mov x29, sp
	mrs x2, fpcr
	mrs x3, fpsr
	stp x2, x3, [sp, #16]
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	str q\n, [sp, #-16]!
	.endr
	.irp n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	str q\n, [sp, #-16]!
	.endr
	mov x2, x0
	mov x0, x1
	blr x2
	.irp n, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16
	ldr q\n, [sp], #16
	.endr
	.irp n, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0
	ldr q\n, [sp], #16
	.endr
	ldp x2, x3, [sp, #16]
	msr fpcr, x2
	msr fpsr, x3
	ldp x29, x30, [sp], #32
	ret

/* The realm's registers, on the stack. */
	.macro save
	sub sp, sp, #RMM_REGS_SIZE
	stp x0, x1, [sp]
	stp x2, x3, [sp, #16]
	stp x4, x5, [sp, #32]
	stp x6, x7, [sp, #48]
	stp x8, x9, [sp, #64]
	stp x10, x11, [sp, #80]
	stp x12, x13, [sp, #96]
	stp x14, x15, [sp, #112]
	stp x16, x17, [sp, #128]
	stp x18, x19, [sp, #144]
	stp x20, x21, [sp, #160]
	stp x22, x23, [sp, #176]
	stp x24, x25, [sp, #192]
	stp x26, x27, [sp, #208]
	stp x28, x29, [sp, #224]
	str x30, [sp, #240]
	mov x29, xzr
	mov x0, sp
	.endm

trap:
	save
	bl rmm_trap
	b restore
interrupt:
	save
	bl rmm_interrupt
restore:
	ldp x0, x1, [sp]
	ldp x2, x3, [sp, #16]
	ldp x4, x5, [sp, #32]
	ldp x6, x7, [sp, #48]
	ldp x8, x9, [sp, #64]
	ldp x10, x11, [sp, #80]
	ldp x12, x13, [sp, #96]
	ldp x14, x15, [sp, #112]
	ldp x16, x17, [sp, #128]
	ldp x18, x19, [sp, #144]
	ldp x20, x21, [sp, #160]
	ldp x22, x23, [sp, #176]
	ldp x24, x25, [sp, #192]
	ldp x26, x27, [sp, #208]
	ldp x28, x29, [sp, #224]
	ldr x30, [sp, #240]
	add sp, sp, #RMM_REGS_SIZE
	eret
	dsb nsh
	isb

/* Our own exception: what a device access may have, or the end. x16 and x17
 * are nobody's in rmm_load() and rmm_store(). */
sync:
	mrs x16, elr_el2
	adr x17, access_begin
	cmp x16, x17
	b.lo 1f
	adr x17, access_end
	cmp x16, x17
	b.hs 1f
	msr elr_el2, x17
	eret
1:	mov x0, #4
	b rmm_unexpected

	.macro vector target
	.balign 128
	b \target
	.endm
	.macro unexpected number
	.balign 128
	mov x0, #\number
	b rmm_unexpected
	.endm

	.balign 2048
vectors:
	unexpected 0
	unexpected 1
	unexpected 2
	unexpected 3
	vector sync
	unexpected 5
	unexpected 6
	unexpected 7
	vector trap
	vector interrupt
	unexpected 10
	unexpected 11
	unexpected 12
	unexpected 13
	unexpected 14
	unexpected 15

	.section .note.GNU-stack, "", @progbits
