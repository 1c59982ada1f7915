/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: where Xen has a vCPU go on, on the stack on which it was (there is no
 * IST in ring 3), below what that has, aligned to 16 bytes:
 *
 *	ss, rsp, rflags, cs, rip, [error code,] [gs, fs, es, ds,] r11, rcx
 *
 * with IF in rflags as the upcall mask was, ring 0 in cs, and the mask beside
 * it. The mask is set then. xen/include/public/arch-x86/xen-x86_64.h;
 * xen/arch/x86/x86_64/entry.S, create_bounce_frame; callback.h.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"
#include "xen-pv/x86_64/vcpu.h"

#define VECTOR_NMI        2
#define VECTOR_PROTECTION 13

/* Of %ecx, beside the vector. */
#define HAS_ERROR 8

	.section .text.plat_xen_pv_vectors, "ax"
/* VECTOR_BYTES each. */
func plat_xen_pv_vectors
	.set vector, 0
	.rept 32
	.org plat_xen_pv_vectors + vector * VECTOR_BYTES
	.if (0x60227d00 >> vector) & 1
	mov $vector | 1 << HAS_ERROR, %ecx
	.else
	mov $vector, %ecx
	.endif
	jmp exception
	.set vector, vector + 1
	.endr
endfunc plat_xen_pv_vectors

/* Xen could not load what iret told: nothing of ours is other than Xen has it,
 * so this is a defect, and told as one. */
func plat_xen_pv_failsafe
	pop %rcx
	pop %r11
	add $4 * 8, %rsp
	push $0
	push %r11
	push %rcx
	mov $VECTOR_PROTECTION | 1 << HAS_ERROR, %ecx
	jmp exception
endfunc plat_xen_pv_failsafe

func plat_xen_pv_nmi
	mov $VECTOR_NMI, %ecx
	jmp exception
endfunc plat_xen_pv_nmi

/*
 * void plat_exception(struct plat_x86_frame *frame);
 *
 * As in vectors.S, on the stack that IST would have chosen, or, where that is
 * in use already, below. What is on the stack of who was interrupted is not
 * needed any more then. %rcx and %r11 are on it; plat_x86_land() writes to it.
 */
exception:
	cld
	push %rax
	mov %gs:plat_xen_pv_stacks + STACKS_FAULT, %rax
	cmp $VECTOR_NMI, %cl
	cmove %gs:plat_xen_pv_stacks + STACKS_CRITICAL, %rax
	mov %rax, %r11
	sub %rsp, %r11
	cmp $STACK_EXTRA, %r11
	cmovb %rsp, %rax
	and $-16, %rax
	mov %rsp, %r11			/* rax, rcx, r11, ... */
	mov %rax, %rsp
	bt $HAS_ERROR, %ecx
	jc 1f
	push 8 * 7(%r11)		/* ss */
	push 8 * 6(%r11)		/* rsp */
	push 8 * 5(%r11)		/* rflags */
	push 8 * 4(%r11)		/* cs */
	movl $0, 4(%rsp)
	push 8 * 3(%r11)		/* rip */
	push $0
	jmp 2f
1:	push 8 * 8(%r11)
	push 8 * 7(%r11)
	push 8 * 6(%r11)
	push 8 * 5(%r11)
	movl $0, 4(%rsp)
	push 8 * 4(%r11)
	push 8 * 3(%r11)		/* error code */
2:	movzbl %cl, %ecx
	push %rcx
	push (%r11)			/* rax */
	push 8(%r11)			/* rcx */
	push %rdx
	push %rbx
	push %rbp
	push %rsi
	push %rdi
	push %r8
	push %r9
	push %r10
	push 16(%r11)			/* r11 */
	push %r12
	push %r13
	push %r14
	push %r15
	mov %rsp, %rdi
	xor %ebp, %ebp
	call plat_exception

	.section .text.plat_xen_pv_interrupt, "ax"
/*
 * void plat_xen_pv_raised(void);
 *
 * As plat_x86_interrupt() natively: on the interrupt stack, FP and SSE
 * registers kept.
 */
func plat_xen_pv_interrupt
	cld
	push %rax
	push %rdx
	push %rsi
	push %rdi
	push %r8
	push %r9
	push %r10
	mov %rsp, %rax
	mov %gs:plat_xen_pv_stacks + STACKS_IRQ, %rsp
	push %rax
	push %rax
	push 8 * 9(%rax)		/* a frame for the backtrace: */
	push %rbp			/* rip, %rbp */
	mov %rsp, %rbp
	sub $512, %rsp
	fxsave64 (%rsp)
	call plat_xen_pv_raised
	fxrstor64 (%rsp)
	add $512, %rsp
	pop %rbp
	mov 8(%rsp), %rsp
	pop %r10
	pop %r9
	pop %r8
	pop %rdi
	pop %rsi
	pop %rdx
	pop %rax
	pop %rcx
	pop %r11
	push $0				/* flags of the hypercall */
	jmp plat_xen_hypercall_page + HYPERCALL_IRET
endfunc plat_xen_pv_interrupt

	.section .note.GNU-stack, "", @progbits
