/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * In the EFI application's headers: a Linux boot header, without which QEMU
 * hands neither an initrd nor a command line to the firmware. Whoever starts
 * the application as Linux, without the firmware, is told so.
 *
 * Source: Linux Documentation/arch/x86/boot.rst, protocol 2.03.
 */
#define BOOT_FLAG     0xaa55
#define HEADER_MAGIC  0x53726448 /* "HdrS" */
#define VERSION       0x203
#define LOADED_HIGH   (1 << 0)
#define INITRD_MAX    0x7fffffff
#define SETUP_SECTORS 1

#define COM1          0x3f8
#define COM1_LSR      (COM1 + 5)
#define LSR_THRE      (1 << 5)
#define DEBUG_CONSOLE 0xe9
#define DEBUG_EXIT    0xf4
#define EXIT_CRASH    0x7f

	.section .setup, "a"
	.code16
	/* At offset 0x1f1. */
	.byte SETUP_SECTORS
	.word 0
	.long 0, 0
	.word 0, BOOT_FLAG
entry:	.byte 0xeb, real_mode - (. + 1)	/* jmp, the short one */
	.long HEADER_MAGIC
	.word VERSION
	.long 0
	.word 0, 0
	.byte 0, LOADED_HIGH
	.word 0
	.long 0x100000			/* where the rest is loaded */
	.long 0, 0			/* the initrd */
	.long 0
	.word 0
	.byte 0, 0
	.long 0				/* the command line */
	.long INITRD_MAX

/*
 * In: real mode, %cs:0 is entry. No stack is needed.
 */
real_mode:
	mov %cs, %ax
	mov %ax, %ds
	mov $(no_efi - entry), %si
	cld
1:	lodsb
	test %al, %al
	jz 4f
	mov $DEBUG_CONSOLE, %dx
	out %al, %dx
	mov %al, %bl
	mov $COM1_LSR, %dx
	mov $0xffff, %cx
2:	in %dx, %al
	test $LSR_THRE, %al
	jnz 3f
	loop 2b
3:	mov %bl, %al
	mov $COM1, %dx
	out %al, %dx
	jmp 1b
4:	mov $EXIT_CRASH, %al
	out %al, $DEBUG_EXIT
5:	cli
	hlt
	jmp 5b

no_efi:	.asciz "\r\nplat: crash: an EFI application was started without EFI firmware\r\n"

	.section .note.GNU-stack, "", @progbits
