/* SPDX-License-Identifier: BSD-3-Clause */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

.macro restore
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %r11
	pop %r10
	pop %r9
	pop %r8
	pop %rdi
	pop %rsi
	pop %rbp
	pop %rbx
	pop %rdx
	pop %rcx
	pop %rax
.endm

	.section .text.plat_x86_resume, "ax"
/*
 * void plat_x86_resume(const struct plat_x86_frame *frame);
 *
 * Back to where an exception came from; frame is what vectors.S has left on
 * the stack.
 */
func plat_x86_resume
	mov %rdi, %rsp
	restore
	add $16, %rsp			/* vector, error code */
	privileged PLAT_PRIV_IRET, 3, iretq
endfunc plat_x86_resume

	.section .text.plat_x86_land, "ax"
/*
 * void plat_x86_land(struct plat_x86_frame *frame);
 *
 * The same without IRET, which would let NMIs in again (SDM 3A 6.7.1): in a
 * probe that the handler of one makes, another must not come. Uses LAND_BYTES
 * below the stack pointer of who was interrupted.
 */
func plat_x86_land
	mov FRAME_RSP(%rdi), %rax
	sub $LAND_BYTES, %rax
	mov FRAME_RFLAGS(%rdi), %rcx
	mov %rcx, (%rax)
	mov FRAME_RIP(%rdi), %rcx
	mov %rcx, 8(%rax)
	mov %rax, FRAME_RSP(%rdi)
	mov %rdi, %rsp
	restore
	mov FRAME_RSP - FRAME_VECTOR(%rsp), %rsp
	privileged PLAT_PRIV_POPF, 4, popfq
	ret
endfunc plat_x86_land

	.section .note.GNU-stack, "", @progbits
