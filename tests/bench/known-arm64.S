/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest whose figures are known, to the instruction: 128 of them before main
 * (2, and 20, and 2 times 50, and 6), 2 TLB invalidations, 3 accesses to
 * devices, 2 pages written to. After that it says so on the PL011 and powers
 * off by PSCI, if 6 MiB behind its first byte is RAM.
 *
 * An arm64 Image without the rest of the kit: Linux,
 * Documentation/arch/arm64/booting.rst. FAULT is an instruction; udf #0 keeps
 * it from main.
 */
#define UART 0x09000000 /* QEMU's virt */

	.section .note.plinth, "a", %note
	.balign 4
	.long 7, 6, 1
	.asciz "Plinth"
	.balign 4
	.asciz "0.1.0"
	.balign 4

	.text
	.globl plat_image_entry, main
plat_image_entry:
	nop
	b .Lstart
	.quad 0                 /* text_offset */
	.quad 0x200000          /* image_size */
	.quad 2                 /* flags: little-endian, 4 KiB pages */
	.quad 0, 0, 0
	.ascii "ARM\x64"
	.long 0

.Lstart:
	mov x9, #UART
	adrp x10, plat_image_entry
	add x11, x10, #0x600000
	str xzr, [x11]
	str xzr, [x11, #8]
	str xzr, [x11, #0x1000]
	ldr w12, [x9, #0x18]    /* UARTFR, UARTPeriphID0, UARTFR */
	ldr w12, [x9, #0xfe0]
	ldr w12, [x9, #0x18]
	tlbi vmalle1
	dsb ish
	tlbi vaae1is, xzr
	isb
	ldr x13, [x11]
	mov x14, #1
	orr x13, x13, x14
	str x13, [x11]
	ldr x13, [x11, #8]
	nop
	mov x12, #50
1:	sub x12, x12, #1
	cbnz x12, 1b
	.rept 6
	nop
	.endr
	FAULT
main:	ldr x13, [x11]
	cmp x13, #1
	b.ne 3f
	adr x10, .Ltext
2:	ldrb w12, [x10], #1
	cbz w12, 3f
	str w12, [x9]
	b 2b
3:	mov w0, #0x84000000     /* SYSTEM_OFF, PSCI 1.1 (DEN0022) 5.10 */
	add w0, w0, #8
	hvc #0
	b .

.Ltext:	.asciz "plat: exit 0\n"
	.section .note.GNU-stack, "", %progbits
