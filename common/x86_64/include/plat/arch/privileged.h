/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: instructions that a guest whose kernel runs in ring 3 cannot execute,
 * or that do something else there. Each is written by one of the functions of
 * <plat/arch/cpu.h>, <plat/arch/mmu.h> and the like as PLAT_PRIVILEGED(): the
 * native instruction, as long as a call is by prefixes that the CPU ignores
 * (Intel SDM 2A 2.1.1, 3A 5.3.1: CS in 64-bit mode), and a record of where it
 * is. As it stands it costs no instruction more than the bare one.
 *
 * Where a frontend that needs it is linked in, the linker keeps the records;
 * its entry code, if it is the one that runs, has all of them replaced at once
 * (common/x86_64/privileged.h). In any other image there are none.
 *
 * What takes their place is a call: code that includes this has no red zone
 * (-mno-red-zone), or runs on no such host.
 */
#ifndef PLAT_ARCH_PRIVILEGED_H
#define PLAT_ARCH_PRIVILEGED_H

/*
 * The kinds, and what a replacement does. It is called, so its return address
 * is on top of what the instruction would find on the stack. It keeps all
 * registers but those named, and may change the arithmetic flags, except where
 * they are the result. [r]: the operand is any register but RSP.
 */
#define PLAT_PRIV_CLI       0  /* take no interrupts */
#define PLAT_PRIV_STI       1  /* take them */
#define PLAT_PRIV_WAIT      2  /* sti; hlt: take them, and wait for one */
#define PLAT_PRIV_HLT       3  /* wait for one; for ever if they are off */
#define PLAT_PRIV_SAVE      4  /* [r] = flags, as PUSHFQ; then as CLI */
#define PLAT_PRIV_FLAGS     5  /* [r] = flags, as PUSHFQ */
#define PLAT_PRIV_POPF      6  /* flags, IF with them, off the stack */
#define PLAT_PRIV_IRET      7  /* as IRETQ; does not return */
#define PLAT_PRIV_CPUID     8  /* rax, rbx, rcx, rdx */
#define PLAT_PRIV_READ_CR2  9  /* [r] = where the last page fault was */
#define PLAT_PRIV_READ_CR3  10 /* [r] = the root in use */
#define PLAT_PRIV_WRITE_CR3 11 /* use the root [r], bits of PCIDs with it */
#define PLAT_PRIV_READ_CR4  12 /* [r] */
#define PLAT_PRIV_WRITE_CR4 13 /* [r] */
#define PLAT_PRIV_INVLPG    14 /* forget the page at [r] */
#define PLAT_PRIV_FLUSH_ALL 15 /* forget all; [r] may change */
#define PLAT_PRIV_WRMSR     16 /* MSR ecx = edx:eax, one that all CPUs have */
#define PLAT_PRIV_PROBE_RDMSR 17 /* as RDMSR and the XOR of two bytes behind
				  * it; or eax = -PLAT_EFAULT, without */
#define PLAT_PRIV_PROBE_WRMSR 18 /* the same of WRMSR */
#define PLAT_NR_PRIV        19

/* Bytes of a near call: the least that a place has. */
#define PLAT_PRIV_BYTES 5

/* A record: where, counted from its own place (4 bytes); kind; bytes there. */
#define PLAT_PRIV_RECORD_BYTES 6

/* Ignored: an instruction becomes longer. */
#define PLAT_PRIV_PAD1 ".byte 0x2e\n\t"
#define PLAT_PRIV_PAD2 ".byte 0x2e, 0x2e\n\t"
#define PLAT_PRIV_PAD3 ".byte 0x2e, 0x2e, 0x2e\n\t"
#define PLAT_PRIV_PAD4 ".byte 0x2e, 0x2e, 0x2e, 0x2e\n\t"

/* Private. */
#define PLAT_PRIV_STRING_(x) #x
#define PLAT_PRIV_STRING(x)  PLAT_PRIV_STRING_(x)

/**
 * @instructions as a place of kind @kind: the text of an asm statement, once in
 * it. The record lives as long as the function does (SHF_LINK_ORDER).
 *
 * Requires: they are PLAT_PRIV_BYTES or more, to 127.
 */
#define PLAT_PRIVILEGED(kind, instructions)                                \
	".Lplat_priv%=:\n\t" instructions "\n"                             \
	".Lplat_priv_end%=:\n\t"                                           \
	".pushsection .plat_privileged, \"ao\", @progbits, .Lplat_priv%=\n\t" \
	".long .Lplat_priv%= - .\n\t"                                      \
	".byte " PLAT_PRIV_STRING(kind)                                    \
	", .Lplat_priv_end%= - .Lplat_priv%=\n\t"                          \
	".popsection\n\t"

#endif /* PLAT_ARCH_PRIVILEGED_H */
