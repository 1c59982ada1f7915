/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: from 32-bit protected mode, paging off, to plat_boot() in the image
 * window. Every boot protocol's own entry ends here.
 *
 * Until the jump into the window this code runs at its physical address:
 * PA(symbol) is where a symbol is.
 */
#include "asm-offsets.h"
#include "common/paging/bpt.h"
#include "common/x86_64/asm.h"

/* Intel SDM 3A 2.5, 4.1; vol. 4 2.1; CPUID: vol. 2A. */
#define CR0_PE        (1 << 0)
#define CR0_MP        (1 << 1)
#define CR0_NE        (1 << 5)
#define CR0_WP        (1 << 16)
#define CR0_PG        (1 << 31)
#define CR4_PAE       (1 << 5)
#define CR4_OSFXSR    (1 << 9)
#define CR4_OSXMMEXCPT (1 << 10)
#define CR4_LA57      (1 << 12)
#define MSR_EFER      0xc0000080
#define EFER_LME      (1 << 8)
#define EFER_NXE      (1 << 11)
#define CPUID7_ECX_LA57  16
#define CPUID_EXT_EDX_NX 20
#define CPUID_EXT_EDX_LM 29
#define CPUID1_ECX_RDRAND 30

#define COM1          0x3f8
#define COM1_LSR      (COM1 + 5)
#define LSR_THRE      (1 << 5)
#define DEBUG_CONSOLE 0xe9
#define DEBUG_EXIT    0xf4
#define EXIT_CRASH    0x7f

	.section .text.start, "ax"
	.code32

/*
 * In:  32-bit protected mode, flat segments, paging and interrupts off;
 *      %ebp = enum plat_protocol, %ebx = the protocol's argument, a physical
 *      address. Does not return.
 */
func plat_start32
	cld
	lgdt PA(plat_gdt32_register)
	ljmp $SEL_CODE32, $PA(1f)
1:	mov $SEL_DATA, %eax
	mov %eax, %ds
	mov %eax, %es
	mov %eax, %ss
	lidt PA(plat_idt32_register)
	mov $PA(plat_stack_main), %esp
	push %ebx			/* (%esp): argument */

	mov $PA(.Lno_long_mode), %esi
	mov $0x80000000, %eax
	cpuid
	cmp $0x80000001, %eax
	jb plat_die32
	mov $0x80000001, %eax
	cpuid
	bt $CPUID_EXT_EDX_LM, %edx
	jnc plat_die32
	mov $PA(.Lno_nx), %esi
	bt $CPUID_EXT_EDX_NX, %edx
	jnc plat_die32

	mov $PA(plat_bss_begin), %edi
	mov $PA(plat_bss_end), %ecx
	sub %edi, %ecx
	shr $2, %ecx
	xor %eax, %eax
	rep stosl

	/* Four levels, or five where the CPU has them. */
	mov $PA(plat_bpt_runs_4), %esi
	cpuid				/* %eax is 0 */
	mov %cr4, %ebx
	cmp $7, %eax
	jb 2f
	mov $7, %eax
	xor %ecx, %ecx
	cpuid
	mov %cr4, %ebx
	bt $CPUID7_ECX_LA57, %ecx
	jnc 2f
	mov $PA(plat_bpt_runs_5), %esi
	or $CR4_LA57, %ebx
2:	or $(CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT), %ebx
	mov %ebx, %cr4

	/* Expand the boot page tables. All they refer to is below 4 GiB, and
	 * the upper halves of the entries are zero from above. */
3:	mov PLAT_BPT_RUN_DEST(%esi), %edi
	mov PLAT_BPT_RUN_COUNT(%esi), %ecx
	mov PLAT_BPT_RUN_ENTRY(%esi), %eax
	mov PLAT_BPT_RUN_STEP(%esi), %edx
	mov $-1, %ebx
	testl $PLAT_BPT_CLIP, PLAT_BPT_RUN_FLAGS(%esi)
	jz 4f
	mov $PA(plat_image_end), %ebx
4:	mov %eax, (%edi)
	add $8, %edi
	add %edx, %eax
	cmp %ebx, %eax
	ja 5f
	loop 4b
5:	add $PLAT_BPT_RUN_BYTES, %esi
	cmpl $0, PLAT_BPT_RUN_COUNT(%esi)
	jne 3b

	mov $PA(plat_bpt), %eax
	mov %eax, %cr3
	mov $MSR_EFER, %ecx
	rdmsr
	or $(EFER_LME | EFER_NXE), %eax
	wrmsr
	mov (%esp), %ebx		/* out of reach with paging */
	mov $(CR0_PE | CR0_MP | CR0_NE | CR0_WP | CR0_PG), %eax
	mov %eax, %cr0
	ljmp $SEL_CODE64, $PA(start64)
endfunc plat_start32

	.code64
start64:
	mov $high, %rax
	jmp *%rax
high:	lgdt plat_gdt_register
	lidt plat_idt_register
	mov $SEL_TSS, %eax
	ltr %ax
	xor %eax, %eax
	mov %eax, %ds
	mov %eax, %es
	mov %eax, %ss
	mov %eax, %fs
	mov %eax, %gs
	mov $plat_stack_main, %rsp
	fninit

	/* The stack protector's canary, before any C: RDRAND where there is
	 * one that works, the time-stamp counter spread out otherwise. Its
	 * lowest byte is 0: no string copies it. */
	mov %ebp, %edi			/* protocol */
	mov %ebx, %esi			/* argument */
	mov $1, %eax
	cpuid
	bt $CPUID1_ECX_RDRAND, %ecx
	jnc 6f
	rdrand %rax
	jc 7f
6:	rdtsc
	shl $32, %rdx
	or %rdx, %rax
	mov $0x9e3779b97f4a7c15, %rcx
	imul %rcx, %rax
7:	mov $0, %al
	mov %rax, __stack_chk_guard
	xor %ebp, %ebp			/* the outermost frame */
	call plat_boot
	ud2

	.code32
/*
 * An exception before long mode. A picture of the stack does not help: what
 * went wrong is in the entry code above, or in the image's bytes.
 */
func plat_fault32
	mov $PA(.Lfault_early), %esi
	/* falls through */
endfunc plat_fault32

/*
 * Say why, and stop.
 *
 * In: %esi = physical address of a terminated message.
 */
func plat_die32
	mov $0, %ah
1:	lodsb
	test %al, %al
	jz 4f
	mov $DEBUG_CONSOLE, %edx
	out %al, %dx
	mov %al, %bl
	mov $COM1_LSR, %edx
	mov $0x10000, %ecx
2:	in %dx, %al
	test $LSR_THRE, %al
	jnz 3f
	loop 2b
3:	mov %bl, %al
	mov $COM1, %edx
	out %al, %dx
	jmp 1b
4:	mov $EXIT_CRASH, %al
	out %al, $DEBUG_EXIT
5:	cli
	hlt
	jmp 5b
endfunc plat_die32

.Lno_long_mode:
	.asciz "plat: crash: this CPU has no 64-bit mode (x86_64)\r\n"
.Lno_nx:	.asciz "plat: crash: this CPU has no NX bit: W^X cannot be kept\r\n"
.Lfault_early:
	.asciz "plat: crash: exception in the entry code, before 64-bit mode\r\n"

	.section .note.GNU-stack, "", @progbits
