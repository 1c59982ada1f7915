/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Multiboot 1 and 2. Both enter in 32-bit protected mode, flat, paging and
 * interrupts off, %eax a magic number, %ebx = physical address of the
 * information. Multiboot Specification 0.6.96, 3.1.1, 3.2; 2.0, 3.1, 3.3.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

#define MB1_HEADER_MAGIC 0x1badb002
#define MB1_PAGE_ALIGN   (1 << 0)
#define MB1_MEMORY_INFO  (1 << 1)
#define MB1_FLAGS        (MB1_PAGE_ALIGN | MB1_MEMORY_INFO)
#define MB1_MAGIC        0x2badb002

#define MB2_HEADER_MAGIC 0xe85250d6
#define MB2_I386         0
#define MB2_TAG_END      0
#define MB2_TAG_ENTRY    3
#define MB2_TAG_ALIGN    6
#define MB2_MAGIC        0x36d76289

	.section .multiboot1, "ax"
	.balign 4
	.globl plat_multiboot1_header
plat_multiboot1_header:
	.long MB1_HEADER_MAGIC, MB1_FLAGS, -(MB1_HEADER_MAGIC + MB1_FLAGS)

	.section .text.start, "ax"
	.balign 8
	.globl plat_multiboot2_header
plat_multiboot2_header:
	.long MB2_HEADER_MAGIC, MB2_I386, 2f - plat_multiboot2_header
	.long -(MB2_HEADER_MAGIC + MB2_I386 + (2f - plat_multiboot2_header))
	.short MB2_TAG_ENTRY, 0
	.long 12, PA(plat_multiboot2_entry)
	.balign 8
	.short MB2_TAG_ALIGN, 0
	.long 8
	.short MB2_TAG_END, 0
	.long 8
2:

	.code32
/* GRUB finds the multiboot 1 entry in the ELF header, as an address in the
 * image window. */
func plat_elf_entry
func plat_multiboot1_entry
	mov $PA(.Lnot_multiboot1), %esi
	cmp $MB1_MAGIC, %eax
	jne plat_die32
	mov $PROTOCOL_MULTIBOOT1, %ebp
	jmp plat_start32
endfunc plat_multiboot1_entry
endfunc plat_elf_entry

func plat_multiboot2_entry
	mov $PA(.Lnot_multiboot2), %esi
	cmp $MB2_MAGIC, %eax
	jne plat_die32
	mov $PROTOCOL_MULTIBOOT2, %ebp
	jmp plat_start32
endfunc plat_multiboot2_entry

	.section .text.head, "ax"
.Lnot_multiboot1:
	.asciz "plat: crash: entered at the multiboot 1 entry by something else\r\n"
.Lnot_multiboot2:
	.asciz "plat: crash: entered at the multiboot 2 entry by something else\r\n"

	.section .note.GNU-stack, "", @progbits
