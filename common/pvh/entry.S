/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PVH entry: where to start is told by an ELF note. docs/misc/pvh.pandoc
 * of Xen: 32-bit protected mode, flat, paging and interrupts off, %ebx =
 * physical address of the start info.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

/* xen/include/public/elfnote.h */
#define XEN_ELFNOTE_PHYS32_ENTRY 18

	.section .note.plat, "a", @note
	.balign 4
	.long 4, 4, XEN_ELFNOTE_PHYS32_ENTRY
	.asciz "Xen"
	.long PA(plat_pvh_entry)

	.section .text.head, "ax"
	.code32
func plat_pvh_entry
	mov $PROTOCOL_PVH, %ebp
	jmp plat_start32
endfunc plat_pvh_entry

	.section .note.GNU-stack, "", @progbits
