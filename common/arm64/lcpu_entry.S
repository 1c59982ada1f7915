/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: where firmware starts the other lcpus, MMU off: from there to
 * plat_arm64_lcpu_begin() in the image window, with the state of lcpu 0. Arm
 * DEN 0022 6.4 (initial state); DDI 0487.
 *
 * What is read with the MMU off was cleaned to the point of coherency; nothing
 * is written.
 */
#include "asm-offsets.h"
#include "common/arm64/asm.h"
#include "common/arm64/stacks.h"
#include "common/arm64/sysreg.h"

/* Registers that live until plat_arm64_lcpu_begin(). */
start    .req x0	/* struct plat_lcpu_start, a virtual address */
sctlr    .req x9	/* what goes into SCTLR_EL1 */
vectors  .req x10
irq_top  .req x11	/* of the boot lcpu's interrupt stack */
on_fault .req x13	/* where the MMU's first fetch goes on: entry.S, 200h */
state    .req x14	/* struct plat_arm64_lcpu_state, a physical address */

#define PSCI_CPU_OFF 0x84000002	/* Arm DEN 0022, 5.5 */

	.arch armv8.5-a

	.section .text.plat_arm64_lcpu_entry, "ax"

/*
 * In: x0 = struct plat_lcpu_start; EL2 or EL1, MMU off, exceptions masked.
 *     Does not return.
 */
	.type plat_arm64_lcpu_entry, %function
	.globl plat_arm64_lcpu_entry
plat_arm64_lcpu_entry:
	mrs x1, CurrentEL
	tbz x1, #3, 1f			/* EL1 */
	mov x2, start
	bl plat_arm64_leave_el2
	mov start, x2
1:	address state, plat_arm64_lcpu_state
	ldp x1, x2, [state, #STATE_TCR]		/* and MAIR */
	ldp x3, x4, [state, #STATE_TTBR1]	/* and CPACR */
	ldp x5, sctlr, [state, #STATE_CNTKCTL]	/* and SCTLR */
	ldp x6, on_fault, [state, #STATE_VBAR]	/* and HIGH */
	ldp vectors, irq_top, [state, #STATE_VECTORS] /* and IRQ_TOP */
	msr tcr_el1, x1
	msr mair_el1, x2
	msr ttbr1_el1, x3
	msr cpacr_el1, x4
	msr cntkctl_el1, x5
	msr vbar_el1, x6
	tbnz sctlr, #SCTLR_SPAN_BIT, 2f		/* set: there is no PAN */
	msr pan, #1
2:	tbz sctlr, #SCTLR_EnIA_BIT, 3f
.macro key name, offset
	ldp x1, x2, [state, #STATE_KEYS + \offset]
	msr \name\()KeyLo_EL1, x1
	msr \name\()KeyHi_EL1, x2
.endm
	key APIA, 0
	key APIB, 16
	key APDA, 32
	key APDB, 48
3:	tlbi vmalle1
	ic iallu
	dsb nsh
	isb
	/* As in entry.S: the first fetch faults, which ends up at "high". */
	msr sctlr_el1, sctlr
	isb
4:	b 4b

/* Here by a "br" from the vector. */
	.globl plat_arm64_lcpu_high
plat_arm64_lcpu_high:
	bti j
	/* Whoever comes under another's name, or once more, has no stack. */
	ldp x1, x2, [start, #START_HW_ID]	/* and BASE */
	mrs x3, mpidr_el1
	eor x3, x3, x1
	bfi x3, xzr, #24, #8			/* no affinity: U, MT */
	cbnz x3, stranger
	add x3, start, #START_IS_TAKEN
1:	ldxr w4, [x3]
	cbnz w4, stranger
	stxr w4, w10, [x3]			/* not 0 */
	cbnz w4, 1b
	ldp x3, x4, [start, #START_STACK]	/* and SHIFT */
	msr vbar_el1, vectors
	/* Interrupts and exceptions use SP_EL1, everything else SP_EL0. */
	add sp, irq_top, x4
	add x4, sp, #IRQ_TO_CRITICAL
	msr tpidrro_el0, x4
	msr spsel, #0
	mov sp, x3
	msr tpidr_el1, x2
	msr daifclr, #0xc		/* debug exceptions and SError */
	mov x29, #0			/* the outermost frame */
	b plat_arm64_lcpu_begin

/* It goes as it came: who waits for the right one will not believe it. */
stranger:
	clrex
	address x1, plat_lcpu_nr_strangers
1:	ldxr w2, [x1]
	add w2, w2, #1
	stxr w3, w2, [x1]
	cbnz w3, 1b
	address x1, plat_arm64_lcpu_state
	ldr x1, [x1, #STATE_BY_SMC]
	constant x0, PSCI_CPU_OFF
	cbnz x1, 2f
	hvc #0
	b 3f
2:	smc #0
3:	wfi
	b 3b
	.size plat_arm64_lcpu_entry, . - plat_arm64_lcpu_entry

	.section .note.GNU-stack, "", @progbits
