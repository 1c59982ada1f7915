/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The note that tells tools that an image is Plinth's, and which version.
 */
#include <plat/config.h>

	.section .note.plat, "a", @note
	.balign 4
	.globl plat_note
plat_note:
	.long 2f - 1f, 4f - 3f, 1
1:	.asciz "Plinth"
2:	.balign 4
3:	.asciz PLAT_VERSION
4:	.balign 4

	.section .note.GNU-stack, "", @progbits
