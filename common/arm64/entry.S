/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: from the Image protocol, MMU off, to plat_boot() in the image window.
 * Every boot protocol's own entry ends here. Linux
 * Documentation/arch/arm64/booting.rst; Arm DDI 0487.
 *
 * Until the MMU is on this code runs wherever it was loaded: addresses come
 * from the PC alone. What it writes to memory goes past the caches.
 *
 * The first bytes of the image have their places:
 *
 *	0x000	the Image header, which is a DOS header, too
 *	0x040	the headers of the EFI application
 *	0x200	exceptions, until "high", or that of the other lcpus, sets up
 *		vectors.S
 *	0x800	vectors.S
 *	0x1000	up to here there are the application's headers
 */
#include "asm-offsets.h"
#include "common/arm64/asm.h"
#include "common/arm64/layout.h"
#include "common/arm64/sysreg.h"
#include "common/paging/bpt.h"

	.arch armv8.5-a+rng

/* Registers that live until plat_boot(). */
arg       .req x19	/* the protocol's argument, a physical address */
protocol  .req w20	/* enum plat_protocol */
load_base .req x21	/* where PLAT_IMAGE_BASE was loaded */
sctlr     .req x22	/* what goes into SCTLR_EL1 */
seed      .req x23	/* entropy, such as it is */
on_fault  .req x13	/* where an exception goes on */

#define PLAT_ARM64_IMAGE_MAGIC 0x644d5241	/* "ARM\x64" */
#define FLAG_4K_PAGES (1 << 1)
#define FLAG_ANYWHERE (1 << 3)

/* PE/COFF, revision 11: 3.3, 3.4, 4. As plat-efi has them on x86_64. */
#define PE_MACHINE_ARM64    0xaa64
#define PE_CHARACTERISTICS  0x0022	/* executable, large addresses */
#define PE_OPTIONAL_MAGIC   0x20b	/* PE32+ */
#define PE_EFI_APPLICATION  10
#define PE_DLL              0x0140	/* loaded anywhere, no writable code */
#define PE_TEXT             0x60000020	/* code, executable, readable */
#define PE_DATA             0x40000040	/* initialised, readable */
#define PE_NR_DIRECTORIES   6

/* RNDR fails when others, a realm's host for one, take what it has; each try has
 * waited for a reasonable time (Arm DDI 0487, RNDR). */
#define RNDR_TRIES 1000

#define LARGE_PAGE  0x200000
#define MAX_ADDRESS (1 << 48)

#define PSCI_SYSTEM_OFF 0x84000008	/* Arm DEN 0022, 5.10 */

	.section .plat_image, "ax"
	.globl plat_arm64_image
plat_arm64_image:
	/* EFI wants "MZ" in front: what this instruction begins with. */
	adr x13, . + 0xb48
	b image_entry
	.quad PLAT_ARM64_TEXT_OFFSET
	.quad plat_image_size
	.quad FLAG_4K_PAGES | FLAG_ANYWHERE
	.quad 0, 0, 0
	.long PLAT_ARM64_IMAGE_MAGIC
	.long .Lpe_header - plat_arm64_image

/*
 * The EFI application: the same bytes at the same distances. It is loaded at a
 * multiple of 4 KiB, which is not where an Image may run, so that its stub
 * (efi.c) copies it: no more than the bytes of the file is loaded, and nothing
 * of it is written to. Nothing is relocated.
 */
.Lpe_header:
	.ascii "PE\0\0"
	.hword PE_MACHINE_ARM64
	.hword (.Lpe_end - .Lpe_sections) / 40
	.long 0, 0, 0
	.hword .Lpe_sections - .Lpe_optional
	.hword PE_CHARACTERISTICS
.Lpe_optional:
	.hword PE_OPTIONAL_MAGIC
	.byte 0, 0
	.long plat_image_text_end - plat_arm64_image - PLAT_ARM64_TEXT	/* code */
	.long plat_image_file_data				/* data */
	.long 0
	.long plat_efi_main - plat_arm64_image
	.long PLAT_ARM64_TEXT						/* code is at */
	.quad 0							/* ImageBase */
	.long PLAT_ARM64_TEXT, PLAT_ARM64_FILE_ALIGN
	.hword 0, 0, 0, 0, 0, 0
	.long 0
	.long plat_image_file_pages
	.long PLAT_ARM64_TEXT						/* headers */
	.long 0
	.hword PE_EFI_APPLICATION
	.hword PE_DLL
	.quad 0, 0, 0, 0
	.long 0
	.long PE_NR_DIRECTORIES
	.fill PE_NR_DIRECTORIES, 8, 0
.Lpe_sections:
	.ascii ".text\0\0\0"
	.long plat_image_text_end - plat_arm64_image - PLAT_ARM64_TEXT
	.long PLAT_ARM64_TEXT
	.long plat_image_text_end - plat_arm64_image - PLAT_ARM64_TEXT
	.long PLAT_ARM64_TEXT
	.long 0, 0, 0
	.long PE_TEXT
	.ascii ".data\0\0\0"
	.long plat_image_file_data
	.long plat_image_text_end - plat_arm64_image
	.long plat_image_file_data
	.long plat_image_text_end - plat_arm64_image
	.long 0, 0, 0
	.long PE_DATA
.Lpe_end:

/* In: x0 = physical address of the handover. */
func plat_arm64_efi_entry
	mov arg, x0
	mov protocol, #PROTOCOL_EFI
	b plat_arm64_start
endfunc plat_arm64_efi_entry

/* In: x0 = the devicetree. */
image_entry:
	mov arg, x0
	mov protocol, #PROTOCOL_ARM64_IMAGE
	/* falls through */

/*
 * In:  x19 = the protocol's argument, w20 = enum plat_protocol; EL2 or EL1, MMU
 *      off, interrupts masked. Does not return.
 */
func plat_arm64_start
	msr daifset, #0xf
	adr on_fault, fault
	adr load_base, plat_arm64_image
	sub load_base, load_base, #PLAT_ARM64_TEXT_OFFSET
	mrs x0, CurrentEL
	cmp x0, #CURRENT_EL_2
	b.lo 1f
	address x0, .Lat_el3
	b.hi plat_arm64_die
	address x0, .Lmmu_is_on
	mrs x1, sctlr_el2
	tbnz x1, #0, plat_arm64_die
	bl plat_arm64_leave_el2
1:	adr x0, plat_arm64_image
	msr vbar_el1, x0
	isb
	address x0, .Lmmu_is_on
	mrs x1, sctlr_el1
	tbnz x1, #0, plat_arm64_die
	address x0, .Lmisplaced
	tst load_base, #~(MAX_ADDRESS - LARGE_PAGE)
	b.ne plat_arm64_die

	bl boot_tables
	bl cpu_state

	/*
	 * The lower half, where this code runs, is not translated: the first
	 * fetch with the MMU on faults, and goes on at the vector for that, in
	 * the image window. So no table is needed that maps this code where it
	 * was loaded.
	 */
	constant x0, PLAT_IMAGE_BASE + PLAT_ARM64_TEXT_OFFSET
	msr vbar_el1, x0
	add on_fault, x0, #(high - plat_arm64_image)
	isb
	msr sctlr_el1, sctlr
	isb
2:	b 2b
endfunc plat_arm64_start

	.org 0x200
	br on_fault

high:
	hint #36			/* bti j */
	address x0, plat_vectors
	msr vbar_el1, x0
	/* Interrupts and exceptions use SP_EL1, everything else SP_EL0. */
	address x0, plat_stack_irq
	mov sp, x0
	msr spsel, #0
	address x0, plat_stack_main
	mov sp, x0
	msr daifclr, #0xc		/* debug exceptions and SError */

	/* .data, from its end on: the two places may overlap. */
	address x0, plat_data_end
	address x1, plat_data_begin
	sub x2, x0, #PLAT_ARM64_DATA_MOVE
1:	ldp x3, x4, [x2, #-16]!
	stp x3, x4, [x0, #-16]!
	cmp x0, x1
	b.hi 1b

	address x0, plat_bss_begin
	address x1, plat_bss_end
1:	stp xzr, xzr, [x0]
	stp xzr, xzr, [x0, #16]
	stp xzr, xzr, [x0, #32]
	stp xzr, xzr, [x0, #48]
	add x0, x0, #64
	cmp x0, x1
	b.lo 1b

	constant x0, PLAT_IMAGE_BASE
	sub x0, load_base, x0
	address x1, plat_image_offset
	str x0, [x1]

	/* The stack protector's canary, before any C. Its lowest byte is 0: no
	 * string copies it. */
	bl random
	and x0, x0, #~0xff
	address x1, __stack_chk_guard
	str x0, [x1]
	mov x29, #0			/* the outermost frame */
	mov x30, #0
	mov w0, protocol
	mov x1, arg
	b plat_boot

/*
 * The boot page tables: zero them, and expand the runs (bpt.h) that suit the
 * CPU. The caches, off now, may hold older contents of their frames: those
 * are dropped before, so that they are not written back over the tables, and
 * after, so that walks do not see them.
 *
 * Out: sctlr = TCR_EL1's value, until cpu_state
 */
boot_tables:
	mov x15, x30
	address x0, plat_page_tables_begin
	address x1, plat_page_tables_end
	bl drop_cached
	mov x2, x0
1:	stp xzr, xzr, [x2]
	stp xzr, xzr, [x2, #16]
	stp xzr, xzr, [x2, #32]
	stp xzr, xzr, [x2, #48]
	stp xzr, xzr, [x2, #64]
	stp xzr, xzr, [x2, #80]
	stp xzr, xzr, [x2, #96]
	stp xzr, xzr, [x2, #112]
	add x2, x2, #128
	cmp x2, x1
	b.lo 1b

	mrs x2, id_aa64mmfr0_el1
	ubfx x3, x2, #ID_AA64MMFR0_TGRAN4, #4
	ubfx x4, x2, #ID_AA64MMFR0_PARANGE, #4
	address x0, .Lno_4k_granule
	cmp x3, #TGRAN4_NONE
	b.eq plat_arm64_die
	constant x5, TCR_BASE
	address x6, plat_bpt_runs_48
	cmp x4, #PARANGE_48
	b.ls 2f
	mov x4, #PARANGE_48
	cmp x3, #TGRAN4_LPA2
	b.ne 2f
	mov x4, #PARANGE_52
	orr x5, x5, #(1 << TCR_DS_BIT)
	address x6, plat_bpt_runs_52
2:	orr x5, x5, x4, lsl #TCR_IPS_SHIFT
	msr tcr_el1, x5

	address x14, plat_image_end
3:	ldp w7, w8, [x6, #PLAT_BPT_RUN_DEST]	/* and COUNT */
	cbz w8, 5f
	ldr x9, [x6, #PLAT_BPT_RUN_ENTRY]
	ldp w10, w11, [x6, #PLAT_BPT_RUN_STEP]	/* and FLAGS */
	add x6, x6, #PLAT_BPT_RUN_BYTES
	add x7, x7, load_base
	add x9, x9, load_base
4:	and x12, x9, #0x0000fffffffff000
	cmp x12, x14
	ccmp w11, #PLAT_BPT_RELATIVE, #4, hs	/* all are RELATIVE */
	b.ne 3b
	str x9, [x7], #8
	add x9, x9, x10
	subs w8, w8, #1
	b.ne 4b
	b 3b
5:	dsb sy
	address x0, plat_page_tables_begin
	bl drop_cached
	ret x15

/* Drop what the caches hold of [x0, x1). Keeps all but x2 to x4. */
drop_cached:
	mrs x2, ctr_el0
	ubfx x2, x2, #CTR_DMINLINE_SHIFT, #4
	mov x3, #4
	lsl x3, x3, x2
	mov x4, x0
1:	dc ivac, x4
	add x4, x4, x3
	cmp x4, x1
	b.lo 1b
	dsb sy
	ret

/* Where EL2's exceptions of EL1 are taken, once it has been left: an HVC finds
 * no hypervisor. */
	.org 0x400
	mov x0, #-1			/* NOT_SUPPORTED: DEN 0028, 5.1 */
	eret

/*
 * What makes an lcpu translate as all others do: the state of EL1, apart from
 * TCR_EL1, with the MMU still off.
 *
 * Out: sctlr
 */
cpu_state:
	mov x15, x30
	constant x0, MAIR
	msr mair_el1, x0
	address x0, plat_bpt
	msr ttbr1_el1, x0
	msr ttbr0_el1, xzr
	msr tpidr_el1, xzr		/* per-lcpu data: the image's */
	mov x0, #(3 << 20)		/* FP and SIMD registers may be used */
	msr cpacr_el1, x0
	tlbi vmalle1
	ic iallu
	constant sctlr, SCTLR_MMU_ON
	mrs x0, id_aa64mmfr1_el1
	ubfx x0, x0, #ID_AA64MMFR1_PAN, #4
	cbz x0, 1f
	bic sctlr, sctlr, #SCTLR_SPAN
	msr pan, #1
1:	mrs x0, id_aa64pfr1_el1
	ubfx x0, x0, #ID_AA64PFR1_BT, #4
	cbz x0, 2f
	orr sctlr, sctlr, #(1 << SCTLR_BT1_BIT)
2:	mrs x0, id_aa64isar1_el1
	ubfx x0, x0, #ID_AA64ISAR1_APA, #8	/* and API */
	mrs x1, s3_0_c0_c6_2		/* ID_AA64ISAR2_EL1 */
	ubfx x1, x1, #ID_AA64ISAR2_APA3, #4
	orr x0, x0, x1
	cbz x0, 3f
	constant x0, SCTLR_PAUTH
	orr sctlr, sctlr, x0
.macro key name
	bl random
	msr \name\()KeyLo_EL1, x0
	bl random
	msr \name\()KeyHi_EL1, x0
.endm
	key APIA
	key APIB
	key APDA
	key APDB
3:	dsb nsh
	isb
	ret x15

/*
 * Out: x0 = a number that is hard to guess: from RNDR, or where there is none,
 *      or it has none in many tries, from the counter, spread out.
 * Keeps all but x1 and seed.
 */
random:
	mrs x1, id_aa64isar0_el1
	lsr x1, x1, #ID_AA64ISAR0_RNDR
	cbz x1, 2f
	mov x1, #RNDR_TRIES
1:	mrs x0, rndr
	b.ne 3f				/* Z: there was none in time */
	sub x1, x1, #1
	cbnz x1, 1b
2:	mrs x0, cntvct_el0
	add seed, seed, x0
	constant x0, 0x9e3779b97f4a7c15
	madd seed, seed, x0, x0
	eor x0, seed, seed, lsr #32
3:	ret

/*
 * From EL2 to EL1: nothing is trapped, the timers and the GIC's registers
 * belong to EL1. Returns at EL1, MMU off, interrupts masked. Keeps all but x0
 * and x1. Called by every lcpu.
 */
	.type plat_arm64_leave_el2, %function
	.globl plat_arm64_leave_el2
plat_arm64_leave_el2:
	constant x0, SCTLR_MMU_OFF
	msr sctlr_el1, x0
	mrs x0, midr_el1
	msr vpidr_el2, x0
	mrs x0, mpidr_el1
	msr vmpidr_el2, x0
	/* RW: EL1 is 64-bit; API, APK: pointer authentication is its own. */
	constant x0, (1 << 31) | (1 << 41) | (1 << 40)
	msr hcr_el2, x0
	adr x0, plat_arm64_image
	msr vbar_el2, x0
	isb
	mov x0, #3			/* EL1PCTEN, EL1PCEN */
	msr cnthctl_el2, x0
	msr cntvoff_el2, xzr
	msr vttbr_el2, xzr
	msr hstr_el2, xzr
	mov x0, #0x33ff			/* all RES1, but TFP is 0 */
	msr cptr_el2, x0
	mrs x0, id_aa64dfr0_el1
	ubfx x0, x0, #8, #4		/* PMUVer */
	cbz x0, 1f
	cmp x0, #15
	b.eq 1f
	mrs x0, pmcr_el0
	ubfx x0, x0, #11, #5		/* HPMN = N: all counters are EL1's */
	b 2f
1:	mov x0, #0
2:	msr mdcr_el2, x0
	mrs x0, id_aa64pfr0_el1
	ubfx x0, x0, #ID_AA64PFR0_GIC, #4
	cbz x0, 3f
	mrs x0, s3_4_c12_c9_5		/* ICC_SRE_EL2: SRE, Enable */
	orr x0, x0, #(1 << 0)
	orr x0, x0, #(1 << 3)
	msr s3_4_c12_c9_5, x0
	isb
	msr s3_4_c12_c11_0, xzr		/* ICH_HCR_EL2 */
3:	mrs x0, id_aa64mmfr0_el1
	ubfx x0, x0, #ID_AA64MMFR0_FGT, #4
	cbz x0, 4f
	msr s3_4_c1_c1_4, xzr		/* HFGRTR_EL2 */
	msr s3_4_c1_c1_5, xzr		/* HFGWTR_EL2 */
	msr s3_4_c1_c1_6, xzr		/* HFGITR_EL2 */
	msr s3_4_c3_c1_4, xzr		/* HDFGRTR_EL2 */
	msr s3_4_c3_c1_5, xzr		/* HDFGWTR_EL2 */
4:	mrs x0, id_aa64mmfr1_el1
	ubfx x0, x0, #ID_AA64MMFR1_HCX, #4
	cbz x0, 5f
	msr s3_4_c1_c2_2, xzr		/* HCRX_EL2 */
5:	mov x0, #0x3c5			/* EL1h, DAIF masked */
	msr spsr_el2, x0
	msr elr_el2, x30
	eret
	.size plat_arm64_leave_el2, . - plat_arm64_leave_el2

/* What went wrong is in the code above, or in the image's bytes. */
fault:
	address x0, .Lfault_early
	/* falls through */

/*
 * Say why, and stop. The console is the PL011 of QEMU's "virt": before the
 * devicetree is read nothing else is known. Frontends may know that it is
 * elsewhere for their guests: the code in .plat_die_ways, which what is here
 * goes through, changes uart. Power-off through PSCI is tried by SMC, which a
 * realm may make, and by HVC: where one does not exist it faults, and goes on
 * here.
 *
 * In: x0 = physical address of a terminated message; MMU off.
 */
message .req x19
uart    .req x20
func plat_arm64_die
	mov message, x0
	mov uart, #PLAT_ARM64_EMERGENCY_UART
	b plat_die_ways
endfunc plat_arm64_die

	.section .plat_die_print, "ax"
	adr on_fault, 3f
1:	ldrb w2, [message], #1
	cbz w2, 3f
	mov x3, #0x10000
2:	ldr w4, [uart, #0x18]		/* UARTFR */
	subs x3, x3, #1
	b.eq 1b
	tbnz w4, #5, 2b			/* TXFF */
	str w2, [uart]
	b 1b
3:	adr on_fault, 4f
	constant x0, PSCI_SYSTEM_OFF
	smc #0
4:	mrs x0, CurrentEL
	cmp x0, #CURRENT_EL_2
	b.hs 5f
	adr on_fault, 5f
	constant x0, PSCI_SYSTEM_OFF
	hvc #0
5:	wfi
	b 5b

	.section .rodata.plat_arm64_die, "a"
.Lat_el3:
	.asciz "plat: crash: entered at EL3: a guest runs at EL2 or EL1\r\n"
.Lmmu_is_on:
	.asciz "plat: crash: entered with the MMU on\r\n"
.Lmisplaced:
	.asciz "plat: crash: not loaded 512 KiB (text_offset) above a multiple of 2 MiB, below 2^48\r\n"
.Lno_4k_granule:
	.asciz "plat: crash: this CPU has no 4 KiB translation granule\r\n"
.Lfault_early:
	.asciz "plat: crash: exception in the entry code, before the MMU is on\r\n"

	.section .note.GNU-stack, "", @progbits
