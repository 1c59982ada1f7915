/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: what takes the place of each privileged instruction, as told in
 * <plat/arch/privileged.h>. The upcall mask in the lcpu's vcpu_info is its
 * interrupt flag: set, no events are delivered. It is this vCPU's alone, so
 * one instruction changes it; who clears it looks for what came meanwhile.
 * xen/include/public/xen.h, struct vcpu_info.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"
#include "xen-pv/x86_64/vcpu.h"

#define RFLAGS_IF_BIT  9

#define CPUID1_ECX_PCID         17
#define CPUID1_ECX_X2APIC       21
#define CPUID1_ECX_TSC_DEADLINE 24
#define CPUID1_EDX_APIC         9
#define CPUID1_EDX_MCA          14
#define CPUID_EXT_FEATURES      0x80000001
#define CPUID_EXT_EDX_1G        26

#define MSR_FS_BASE 0xc0000100
#define MSR_GS_BASE 0xc0000101

#define SEGBASE_FS        0
#define SEGBASE_GS_KERNEL 2

#define INFO_PENDING %gs:plat_xen_pv_vcpu + VCPU_PENDING
#define INFO_MASK    %gs:plat_xen_pv_vcpu + VCPU_MASK
#define INFO_CR2     %gs:plat_xen_pv_vcpu + VCPU_CR2

/* @what for each register by its number, at multiples of @stride from @first
 * on: what does not fit is an error of .org. */
.macro for_each_register first, stride, what
	.set nr, 0
	.irp reg, rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, \
		r8, r9, r10, r11, r12, r13, r14, r15
	.org \first + nr * \stride, 0xcc
	.set nr, nr + 1
	.ifc \reg, rsp
	ud2
	.else
	\what \reg
	.endif
	.endr
	.org \first + nr * \stride, 0xcc
.endm

/* Around C that is compiled with -mgeneral-regs-only. The first word above
 * what is kept is at KEPT(%rbp). */
#define KEPT 80
.macro keep_all
	push %rax
	push %rcx
	push %rdx
	push %rsi
	push %rdi
	push %r8
	push %r9
	push %r10
	push %r11
	push %rbp
	mov %rsp, %rbp
	and $-16, %rsp
.endm
.macro restore_all
	mov %rbp, %rsp
	pop %rbp
	pop %r11
	pop %r10
	pop %r9
	pop %r8
	pop %rdi
	pop %rsi
	pop %rdx
	pop %rcx
	pop %rax
.endm

	.section .text.plat_xen_pv_irq, "ax"
func plat_xen_pv_cli
	movb $1, INFO_MASK
	ret
endfunc plat_xen_pv_cli

/* What came before the mask was cleared is delivered on the way out of any
 * hypercall. */
func plat_xen_pv_sti
	movb $0, INFO_MASK
	cmpb $0, INFO_PENDING
	jne 1f
	ret
1:	push %rax
	push %rdi
	push %rsi
	xor %edi, %edi
	xor %esi, %esi
	call plat_xen_hypercall_page + HYPERCALL_XEN_VERSION
	pop %rsi
	pop %rdi
	pop %rax
	ret
endfunc plat_xen_pv_sti

/* Clears the mask itself, and returns at once if something is pending. */
func plat_xen_pv_wait
	push %rax
	push %rdi
	push %rsi
	mov $SCHED_BLOCK, %edi
	xor %esi, %esi
	call plat_xen_hypercall_page + HYPERCALL_SCHED_OP
	pop %rsi
	pop %rdi
	pop %rax
	ret
endfunc plat_xen_pv_wait

func plat_xen_pv_hlt
	cmpb $0, INFO_MASK
	je plat_xen_pv_wait
	keep_all
	call plat_xen_pv_stop
	ud2
endfunc plat_xen_pv_hlt

.macro flags_to reg
	movzbq INFO_MASK, %\reg
	xor $1, %\reg
	shl $RFLAGS_IF_BIT, %\reg
.endm

.macro save_to reg
	flags_to \reg
	movb $1, INFO_MASK
	ret
.endm

.macro get_flags reg
	flags_to \reg
	ret
.endm

func plat_xen_pv_save
	for_each_register plat_xen_pv_save, 32, save_to
endfunc plat_xen_pv_save

func plat_xen_pv_flags
	for_each_register plat_xen_pv_flags, 32, get_flags
endfunc plat_xen_pv_flags

/* The stack: where to go on, flags. */
func plat_xen_pv_popf
	btl $RFLAGS_IF_BIT, 8(%rsp)
	jc 1f
	movb $1, INFO_MASK
	jmp 2f
1:	call plat_xen_pv_sti
2:	push 8(%rsp)
	popfq
	ret $8
endfunc plat_xen_pv_popf

/* The stack: who called, which has the place of the hypercall's flags; rip, cs,
 * rflags, rsp, ss. Xen restores the mask from rflags, and lets NMIs in. */
func plat_xen_pv_iret
	movq $0, (%rsp)
	jmp plat_xen_hypercall_page + HYPERCALL_IRET
endfunc plat_xen_pv_iret

	.section .text.plat_xen_pv_cpuid, "ax"
/*
 * Xen's CPUID, by what Xen takes for that (xen/include/public/arch-x86/xen.h,
 * XEN_EMULATE_PREFIX); without what a PV guest cannot use though Xen, or the
 * CPU, has it.
 */
func plat_xen_pv_cpuid
	push %rax
	.byte 0x0f, 0x0b, 0x78, 0x65, 0x6e	/* ud2a, "xen" */
	cpuid
	cmpl $1, (%rsp)
	jne 1f
	btr $CPUID1_ECX_PCID, %ecx
	btr $CPUID1_ECX_X2APIC, %ecx
	btr $CPUID1_ECX_TSC_DEADLINE, %ecx
	btr $CPUID1_EDX_APIC, %edx
	btr $CPUID1_EDX_MCA, %edx
1:	cmpl $CPUID_EXT_FEATURES, (%rsp)
	jne 2f
	btr $CPUID_EXT_EDX_1G, %edx
2:	lea 8(%rsp), %rsp
	ret
endfunc plat_xen_pv_cpuid

	.section .text.plat_xen_pv_registers, "ax"
.macro read_cr2_to reg
	mov INFO_CR2, %\reg
	ret
.endm

func plat_xen_pv_read_cr2
	for_each_register plat_xen_pv_read_cr2, 16, read_cr2_to
endfunc plat_xen_pv_read_cr2

/* Nothing that is asked for there is a guest's. */
.macro read_cr4_to reg
	xor %\reg, %\reg
	ret
.endm

func plat_xen_pv_read_cr4
	for_each_register plat_xen_pv_read_cr4, 16, read_cr4_to
endfunc plat_xen_pv_read_cr4

/* Of the bits that the core sets, Xen has set what it has for guests. */
func plat_xen_pv_write_cr4
	ret
endfunc plat_xen_pv_write_cr4

.macro read_cr3_to reg
	push %\reg
	call tell_root
	pop %\reg
	ret
.endm

func plat_xen_pv_read_cr3
	for_each_register plat_xen_pv_read_cr3, 16, read_cr3_to
endfunc plat_xen_pv_read_cr3

/* The stack: who called, the result's place. */
tell_root:
	keep_all
	call plat_xen_pv_root
	mov %rax, KEPT + 8(%rbp)
	restore_all
	ret

.macro write_cr3_from reg
	push %\reg
	call load_root
	lea 8(%rsp), %rsp
	ret
.endm

.macro invlpg_at reg
	push %\reg
	call forget
	lea 8(%rsp), %rsp
	ret
.endm

func plat_xen_pv_write_cr3
	for_each_register plat_xen_pv_write_cr3, 16, write_cr3_from
endfunc plat_xen_pv_write_cr3

func plat_xen_pv_invlpg
	for_each_register plat_xen_pv_invlpg, 16, invlpg_at
endfunc plat_xen_pv_invlpg

/* The stack: who called, the root, or the address. */
load_root:
	keep_all
	mov KEPT + 8(%rbp), %rdi
	call plat_xen_pv_load_root
	restore_all
	ret

forget:
	keep_all
	mov KEPT + 8(%rbp), %rdi
	call plat_xen_pv_flush_page
	restore_all
	ret

func plat_xen_pv_flush
	keep_all
	call plat_xen_pv_flush_all
	restore_all
	ret
endfunc plat_xen_pv_flush

/* The bases of FS and GS. The PAT is Xen's for all, and as the core wants it
 * where that uses it. */
func plat_xen_pv_wrmsr
	keep_all
	mov %rdx, %rsi
	shl $32, %rsi
	mov %eax, %eax
	or %rax, %rsi
	mov $SEGBASE_FS, %edi
	cmp $MSR_FS_BASE, %ecx
	je 1f
	mov $SEGBASE_GS_KERNEL, %edi
	cmp $MSR_GS_BASE, %ecx
	jne 2f
1:	call plat_xen_hypercall_page + HYPERCALL_SET_SEGMENT_BASE
2:	restore_all
	ret
endfunc plat_xen_pv_wrmsr

/* Who called goes on behind the XOR that tells of success, with a status. */
.macro fail_probe
	mov %rax, KEPT - 8(%rbp)	/* rax */
	addq $2, KEPT(%rbp)
.endm

func plat_xen_pv_probe_rdmsr
	keep_all
	sub $16, %rsp
	mov %ecx, %edi
	mov %rsp, %rsi
	call plat_xen_pv_msr_read
	test %eax, %eax
	jnz 1f
	mov (%rsp), %eax
	mov %rax, KEPT - 8(%rbp)	/* rax */
	mov 4(%rsp), %eax
	mov %rax, KEPT - 24(%rbp)	/* rdx */
	jmp 2f
1:	fail_probe
2:	restore_all
	ret
endfunc plat_xen_pv_probe_rdmsr

func plat_xen_pv_probe_wrmsr
	keep_all
	mov %ecx, %edi
	shl $32, %rdx
	mov %eax, %esi
	or %rdx, %rsi
	call plat_xen_pv_msr_write
	test %eax, %eax
	jz 1f
	fail_probe
1:	restore_all
	ret
endfunc plat_xen_pv_probe_wrmsr

	.section .note.GNU-stack, "", @progbits
