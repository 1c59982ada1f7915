/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest whose figures are known, to the instruction: 217 of them before
 * main (17, and 100 times 2), 8,193 repetitions of one of those, which write
 * to 3 pages, 4 accesses to devices (out, in, rdmsr, the local APIC), and 3
 * that invalidate (invlpg, and what writes CR3 and CR4; what reads
 * these, or is another form of the same opcode, does not).
 * After that it says so on the first serial port, if 2 MiB + 4 KiB are RAM.
 *
 * FAULT is an instruction; ud2 keeps it from main.
 */
	.section .note.pvh, "a", %note
	.long 4, 4, 18          /* XEN_ELFNOTE_PHYS32_ENTRY */
	.asciz "Xen"
	.long plat_pvh_entry

	.text
	.code32
	.globl plat_pvh_entry, main
plat_pvh_entry:
	mov $0x200000, %edi
	mov $0x41, %al
	mov $8193, %ecx
	rep stosb
	mov $0x402, %dx
	out %al, %dx
	in %dx, %al
	mov $0x1b, %ecx         /* IA32_APIC_BASE */
	rdmsr
	mov 0xfee00020, %eax
	invlpg (%edi)
	mov %cr3, %eax
	mov %eax, %cr3
	mov %cr4, %eax
	mov %eax, %cr4
	smsw %ax
	mov $100, %ecx
1:	dec %ecx
	jnz 1b
	FAULT
main:	mov $text, %esi
	mov $(text_end - text), %ecx
	mov $0x3f8, %dx
	cmpb $0x41, 0x200000
	je 2f
	movb $'1', status
2:	rep outsb
3:	hlt
	jmp 3b

	.data
text:	.ascii "plat: exit "
status:	.ascii "0\n"
text_end:
	.section .note.GNU-stack, "", %progbits
