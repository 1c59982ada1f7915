/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where the stub of an EFI application enters the image, in 32-bit protected
 * mode as plat_start32() wants it, %ebx = physical address of the handover. A
 * note tells plat-efi where that is.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

#define NOTE_EFI_ENTRY 2

	.section .note.plat, "a", @note
	.balign 4
	.long 7, 4, NOTE_EFI_ENTRY
	.asciz "Plinth"
	.balign 4
	.long PA(plat_efi_entry)

	.section .text.head, "ax"
	.code32
func plat_efi_entry
	mov $PROTOCOL_EFI, %ebp
	jmp plat_start32
endfunc plat_efi_entry

	.section .note.GNU-stack, "", @progbits
