/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that tests the realm monitor: its entry, MMU off, where it was
 * linked to; vectors that go on where a probe says; and SMCs.
 */
#include "tests/rmm/guest/guest.h"

	.section .text.first, "ax"
	.globl guest_image
guest_image:
	b start
	.long 0
	.quad 0
	.quad guest_image_size
	.quad 1 << 1
	.quad 0, 0, 0
	.ascii "ARM\x64"
	.long 0

start:
	mov x19, x0
	ldr x0, =guest_stacks + GUEST_STACK_SIZE
	mov sp, x0
	adr x0, vectors
	msr vbar_el1, x0
	isb
	mov x0, x19
	bl guest_main
1:	wfi
	b 1b

/* Another CPU; x0 is what CPU_ON was told. */
	.globl guest_secondary
guest_secondary:
	mov x19, x0
	ldr x1, =guest_stacks + 2 * GUEST_STACK_SIZE
	mov sp, x1
	adr x1, vectors
	msr vbar_el1, x1
	isb
	mov x0, x19
	bl guest_secondary_main
1:	wfi
	b 1b

/* void guest_smc(uint64_t x[18]); */
	.globl guest_smc
guest_smc:
	stp x29, x30, [sp, #-32]!
	str x19, [sp, #16]
	mov x19, x0
	ldp x2, x3, [x19, #16]
	ldp x4, x5, [x19, #32]
	ldp x6, x7, [x19, #48]
	ldp x8, x9, [x19, #64]
	ldp x10, x11, [x19, #80]
	ldp x12, x13, [x19, #96]
	ldp x14, x15, [x19, #112]
	ldp x16, x17, [x19, #128]
	ldp x0, x1, [x19]
	smc #0
	stp x0, x1, [x19]
	stp x2, x3, [x19, #16]
	stp x4, x5, [x19, #32]
	stp x6, x7, [x19, #48]
	stp x8, x9, [x19, #64]
	stp x10, x11, [x19, #80]
	stp x12, x13, [x19, #96]
	stp x14, x15, [x19, #112]
	stp x16, x17, [x19, #128]
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #32
	ret

/*
 * uint64_t guest_probe_X(uint64_t address);
 * Does it; returns what was read, in guest_fault what came of it. An exception
 * goes on at "resume", which returns to the probe's caller.
 */
	.macro probe name
	.globl guest_probe_\name
guest_probe_\name:
	mov x16, x0
	adr x17, guest_fault
	stp xzr, xzr, [x17]
	.endm

	probe load
	ldr w0, [x16]
	ret
	probe store
	str wzr, [x16]
	ret
	probe byte
	ldrsb x0, [x16]
	ret
	probe pair
	ldp x0, x1, [x16]
	ret
	probe hvc
	.globl guest_hvc
guest_hvc:
	hvc #0
	ret
	probe run
	mov x18, x30
	blr x16
	mov x30, x18
	ret

resume:	mov x0, #-1
	ret
	/* A call that came nowhere. */
resume_run:
	mov x30, x18
	b resume

exception:
	mrs x16, esr_el1
	mrs x17, elr_el1
	adr x0, guest_fault
	stp x16, x17, [x0]
	lsr x16, x16, #26
	cmp x16, #0x21
	adr x0, resume
	adr x16, resume_run
	csel x0, x16, x0, eq
	msr elr_el1, x0
	eret

/* { ESR_EL1, ELR_EL1 } */
	.balign 16
	.globl guest_fault
guest_fault:
	.quad 0, 0

	.balign 2048
vectors:
	.rept 16
	.balign 128
	b exception
	.endr

	.section .note.GNU-stack, "", @progbits
