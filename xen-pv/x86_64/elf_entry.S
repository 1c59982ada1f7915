/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where the ELF header of an image says that it begins, if no other frontend
 * has a loader that looks there: Xen goes by the note.
 */
#include "common/x86_64/asm.h"

	.section .text.head, "ax"
	.code64
func plat_elf_entry
	jmp plat_xen_pv_entry
endfunc plat_elf_entry

	.section .note.GNU-stack, "", @progbits
