/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: how an image is laid out. Preprocessed by the build, installed as
 * plinth.ld. PLAT_LINK_SYMBOLS names what must be in every image though no
 * code refers to it: the frontends' tables and entries, the core's stages.
 *
 * The image is linked into the image window and loaded from 1 MiB on. The
 * segments follow each other in the file without padding, the first one with
 * the ELF headers: what begins a new page in memory begins it as far in as the
 * file has come in one of its own.
 *
 * In the last 48 bytes that GRUB searches and QEMU does not is the multiboot 1
 * header. PLAT_LINK_FIRST_0, functions of ours that every image has, fills what
 * is before it in the file. QEMU's microvm copies the first 8 KiB of the file
 * to address 0, over the BIOS data area, where the MP table is asked for: that
 * must find zeros.
 */
#include <plat/layout.h>

#include "link_first.h"

#define LOAD_ADDRESS 0x100000

/* In the file. */
#define BDA_EBDA   0x40e /* 8 bytes of it: lowmem.c */
#define MULTIBOOT1 8144
#define IN_TEXT(offset) ((offset) - SIZEOF_HEADERS)

/* Where privileged instructions are, if a frontend replaces them. */
#define PRIVILEGED(what) PRIVILEGED_(what)
#define PRIVILEGED_(what) PRIVILEGED_##what
#define PRIVILEGED_dropped
#define PRIVILEGED_kept \
	.privileged : AT(ADDR(.privileged) - PLAT_IMAGE_BASE) { \
		plat_privileged_begin = .; \
		*(.plat_privileged) \
		plat_privileged_end = .; \
	} :rodata

#define NEXT_PAGE(file_end) (ALIGN(4096) + ((file_end) & 4095))

OUTPUT_FORMAT(elf64-x86-64)
OUTPUT_ARCH(i386:x86-64)
ENTRY(plat_elf_entry)
EXTERN(PLAT_LINK_SYMBOLS)

PHDRS
{
	text PT_LOAD FILEHDR PHDRS FLAGS(5);
	rodata PT_LOAD FLAGS(4);
	data PT_LOAD FLAGS(6);
	note PT_NOTE FLAGS(4);
}

SECTIONS
{
	. = PLAT_IMAGE_BASE + LOAD_ADDRESS;
	plat_image_start = .;
	. += SIZEOF_HEADERS;

	.text : AT(ADDR(.text) - PLAT_IMAGE_BASE) {
		KEEP(*(.text.start))
		ASSERT(. <= IN_TEXT(BDA_EBDA), "the entry code is too long");
		. = IN_TEXT(BDA_EBDA);
		QUAD(0)
		PLAT_LINK_FIRST_0
		ASSERT(. <= IN_TEXT(MULTIBOOT1), "PLAT_LINK_FIRST_0 is too long");
		. = IN_TEXT(MULTIBOOT1);
		KEEP(*(.multiboot1))
		KEEP(*(.text.head))
		*(.text .text.*)
	} :text
	plat_text_file_end = .;
	/* Code that has to begin a page, where an image has such: who runs the
	 * image writes it, so that the file has nothing of it. */
	.text_pages (NOLOAD) : AT(ADDR(.text_pages) - PLAT_IMAGE_BASE) {
		*(.text_pages)
	} :text
	plat_image_text_end = ALIGN(4096);

	. = NEXT_PAGE(plat_text_file_end);
	.rodata : AT(ADDR(.rodata) - PLAT_IMAGE_BASE) {
		*(.rodata .rodata.*)
		. = ALIGN(8);
#include "common/boot/sets.lds.h"
		plat_symbols_begin = .;
		KEEP(*(.plat_symbols))
		plat_symbols_end = .;
	} :rodata
	PRIVILEGED(PLAT_LINK_PRIVILEGED)
	.note : AT(ADDR(.note) - PLAT_IMAGE_BASE) {
		KEEP(*(.note.plat))
	} :rodata :note
	plat_image_rodata_end = ALIGN(4096);

	. = NEXT_PAGE(.);
	.data : AT(ADDR(.data) - PLAT_IMAGE_BASE) {
		*(.data .data.*)
		. = ALIGN(16);
		KEEP(*(.idt))
	} :data
	/* Zeroed at entry from here on. The gates of interrupts, a section of
	 * their own: what is in .bss may have to be aligned. */
	.idt_rest (NOLOAD) : AT(ADDR(.idt_rest) - PLAT_IMAGE_BASE) {
		plat_bss_begin = .;
		. = . + 224 * 16;
	} :data
	.bss (NOLOAD) : AT(ADDR(.bss) - PLAT_IMAGE_BASE) {
		. = ALIGN(64);
		plat_lcpu_data_begin = .;
		*(.bss.plat_lcpu_data)
		. = ALIGN(64);
		plat_lcpu_data_end = .;
		*(.bss .bss.* COMMON)
		. = ALIGN(4096);
		*(.page_tables.*)
		plat_bss_end = .;
		*(.noinit .noinit.*)
		. = ALIGN(4096);
		plat_stacks_begin = .;
		KEEP(*(.stacks))
		. = ALIGN(4096);
		plat_stacks_end = .;
	} :data
	plat_image_end = .;

	/DISCARD/ : {
		*(.comment .eh_frame .eh_frame_hdr .note.GNU-stack)
		*(.plat_privileged)
		*(.note.gnu.* .gnu.* .interp .dynamic .dynsym .dynstr)
		*(.hash .fini_array .fini_array.*)
	}
}

/* A gate holds its address in three parts, which no relocation can take
 * apart: the linker does. */
plat_vector_low = plat_vectors & 0xffff;
plat_vector_mid = (plat_vectors >> 16) & 0xffff;
/* Exceptions end the guest, or in an image with servers for some go to these
 * first; that no image has the one for the other's sake, it is no reference
 * that fetches it. */
plat_exception = DEFINED(plat_fault_entry) ? plat_fault_entry
					   : plat_x86_exception;
/* So are dumps in an image with threads. */
plat_stack_of = DEFINED(plat_thread_stack_of) ? plat_thread_stack_of
					      : plat_stack_of_image;
plat_backtrace = DEFINED(plat_thread_backtrace) ? plat_thread_backtrace
						: plat_backtrace_alone;
plat_fault32_low = plat_fault32 & 0xffff;
plat_fault32_high = ((plat_fault32 - PLAT_IMAGE_BASE) >> 16) & 0xffff;
plat_gdt_tss_low16 = plat_tss & 0xffff;
plat_gdt_tss_byte2 = (plat_tss >> 16) & 0xff;
plat_gdt_tss_byte3 = (plat_tss >> 24) & 0xff;

ASSERT((plat_vectors & 0xffff) + 0x1000 <= 0x10000,
       "the vectors cross 64 KiB: their gates would need a carry")
ASSERT(plat_bss_begin == plat_idt + 32 * 16, "the IDT is torn apart")
ASSERT(plat_image_end - PLAT_IMAGE_BASE <= PLAT_IMAGE_WINDOW_SIZE,
       "the image is larger than the image window (1 GiB)")
