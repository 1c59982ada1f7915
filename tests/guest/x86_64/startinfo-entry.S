/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A loader that is wrong: entries before the PVH entry, each of which damages
 * the start info that Xen has made in one way. breakimage has the note tell of
 * one of them. As at the PVH entry: 32-bit mode, %ebx = physical address of the
 * start info (common/pvh/pvh_abi.h).
 */
#define INFO_VERSION   4
#define NR_MODULES     12
#define MODLIST        16
#define CMDLINE        24
#define RSDP           32
#define MEMMAP         40
#define MEMMAP_ENTRIES 48

#define WILD 0xfffffff0

#define ENTRY_BYTES 24
#define FREE        0x2000000 /* Xen gives a domain memory that is 0 */

	.macro damage name
	.globl damage_\name
	.type damage_\name, @function
damage_\name:
	.endm

	.macro damaged name
	jmp plat_pvh_entry
	.size damage_\name, . - damage_\name
	.endm

	.section .text.head, "ax"
	.code32

	damage magic
	movl $0, (%ebx)
	damaged magic

	damage where
	mov $WILD, %ebx
	damaged where

	/* Without a memory map: Xen tells it. */
	damage version
	movl $0, INFO_VERSION(%ebx)
	movl $-1, MEMMAP(%ebx)
	movl $-1, MEMMAP_ENTRIES(%ebx)
	damaged version

	damage memmap
	movl $WILD, MEMMAP(%ebx)
	movl $-1, MEMMAP + 4(%ebx)
	damaged memmap

	/* What is behind those that there are is known: nothing. */
	damage memmap_entries
	mov MEMMAP(%ebx), %esi
	mov $FREE, %edi
	mov %edi, MEMMAP(%ebx)
	imul $ENTRY_BYTES, MEMMAP_ENTRIES(%ebx), %ecx
	cld
	rep movsb
	movl $-1, MEMMAP_ENTRIES(%ebx)
	damaged memmap_entries

	damage modules
	movl $WILD, MODLIST(%ebx)
	movl $-1, MODLIST + 4(%ebx)
	damaged modules

	damage nr_modules
	movl $-1, NR_MODULES(%ebx)
	damaged nr_modules

	damage texts
	movl $WILD, CMDLINE(%ebx)
	movl $-1, CMDLINE + 4(%ebx)
	movl $WILD, RSDP(%ebx)
	movl $-1, RSDP + 4(%ebx)
	damaged texts

	.section .note.GNU-stack, "", @progbits
