/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: how an image is laid out. Preprocessed by the build, installed as
 * plinth.ld. PLAT_LINK_SYMBOLS names what must be in every image though no
 * code refers to it: the frontends' tables and entries, the core's stages.
 *
 * The image is linked into the image window. Physical addresses in the ELF
 * file are relative to a multiple of 2 MiB, where the Image, which is made of
 * it, is put by whoever loads it.
 *
 * Entry code and vectors are in the page that an EFI application has for its
 * headers. A vector is a branch, 128 bytes from the next: PLAT_LINK_FIRST_n,
 * functions of ours that every image has, fill what is behind vector n, and
 * PLAT_LINK_FIRST_16 what is behind the entry code. The EFI stub calls none of
 * them: firmware need not let it run headers.
 *
 * No page is mapped with two rights, but the file is without gaps: the names of
 * functions fill the last page of text, and .data is behind .rodata there, from
 * where the entry code moves it to pages of its own.
 */
#include <plat/layout.h>

#include "common/arm64/layout.h"
#include "link_first.h"

#define LOAD_ADDRESS PLAT_ARM64_TEXT_OFFSET

OUTPUT_FORMAT(elf64-littleaarch64)
OUTPUT_ARCH(aarch64)
ENTRY(plat_arm64_image)
EXTERN(PLAT_LINK_SYMBOLS)

PHDRS
{
	text PT_LOAD FLAGS(5);
	rodata PT_LOAD FLAGS(4);
	data PT_LOAD FLAGS(6);
	zero PT_LOAD FLAGS(6);
	note PT_NOTE FLAGS(4);
}

SECTIONS
{
	. = PLAT_IMAGE_BASE + LOAD_ADDRESS;
	plat_image_start = .;

	.text : AT(ADDR(.text) - PLAT_IMAGE_BASE) {
		KEEP(*(.plat_image))
		PLAT_LINK_FIRST_16
		ASSERT(. <= PLAT_ARM64_VECTORS, "the entry code is too long");
#define PLAT_VECTOR(number) \
		. = PLAT_ARM64_VECTORS + 128 * number; \
		KEEP(*(.plat_vector_##number)) \
		ASSERT(. & 127, "a vector is missing"); \
		PLAT_LINK_FIRST_##number
		PLAT_VECTOR(0) PLAT_VECTOR(1) PLAT_VECTOR(2) PLAT_VECTOR(3)
		PLAT_VECTOR(4) PLAT_VECTOR(5) PLAT_VECTOR(6) PLAT_VECTOR(7)
		PLAT_VECTOR(8) PLAT_VECTOR(9) PLAT_VECTOR(10) PLAT_VECTOR(11)
		PLAT_VECTOR(12) PLAT_VECTOR(13) PLAT_VECTOR(14) PLAT_VECTOR(15)
		. = PLAT_ARM64_TEXT;
		*(.text .text.*)
		. = ALIGN(4);
		plat_die_ways = .;
		KEEP(*(.plat_die_ways))
		KEEP(*(.plat_die_print))
	} :text
	.symbols : AT(ADDR(.symbols) - PLAT_IMAGE_BASE) {
		plat_symbols_begin = .;
		KEEP(*(.plat_symbols))
		plat_symbols_end = .;
	} :text
	. = ALIGN(4096);
	plat_image_text_end = .;

	.rodata : AT(ADDR(.rodata) - PLAT_IMAGE_BASE) {
		*(.rodata .rodata.*)
		*(.got .got.plt)
		. = ALIGN(8);
#include "common/boot/sets.lds.h"
	} :rodata
	.note : AT(ADDR(.note) - PLAT_IMAGE_BASE) {
		KEEP(*(.note.plat))
	} :rodata :note
	. = ALIGN(16);
	plat_image_rodata_end = ALIGN(4096);

	. += PLAT_ARM64_DATA_MOVE;
	.data : AT(ADDR(.data) - PLAT_ARM64_DATA_MOVE - PLAT_IMAGE_BASE) {
		plat_data_begin = .;
		*(.data .data.*)
		. = ALIGN(PLAT_ARM64_FILE_ALIGN);
		plat_data_end = .;
	} :data
	/* Zeroed at entry, a cache line and two at a time. */
	.bss (NOLOAD) : AT(ADDR(.bss) - PLAT_IMAGE_BASE) {
		. = ALIGN(64);
		plat_bss_begin = .;
		plat_lcpu_data_begin = .;
		*(.bss.plat_lcpu_data)
		. = ALIGN(64);
		plat_lcpu_data_end = .;
		*(.bss .bss.* COMMON)
		. = ALIGN(64);
		plat_bss_end = .;
	} :zero
	.page_tables (NOLOAD) : AT(ADDR(.page_tables) - PLAT_IMAGE_BASE) {
		. = ALIGN(4096);
		plat_page_tables_begin = .;
		*(.page_tables.*)
		plat_page_tables_end = .;
	} :zero
	.noinit (NOLOAD) : AT(ADDR(.noinit) - PLAT_IMAGE_BASE) {
		*(.noinit .noinit.*)
		. = ALIGN(4096);
		plat_stacks_begin = .;
		KEEP(*(.stacks))
		. = ALIGN(4096);
		plat_stacks_end = .;
	} :zero
	plat_image_end = .;

	/DISCARD/ : {
		*(.comment .eh_frame .eh_frame_hdr .note.GNU-stack)
		*(.note.gnu.* .gnu.* .interp .dynamic .dynsym .dynstr)
		*(.hash .fini_array .fini_array.*)
	}
}

/* Exceptions end the guest, or in an image with servers for some go to these
 * first; that no image has the one for the other's sake, it is no reference
 * that fetches it. */
plat_exception = DEFINED(plat_fault_entry) ? plat_fault_entry
					   : plat_arm64_exception;
/* So are dumps in an image with threads. */
plat_stack_of = DEFINED(plat_thread_stack_of) ? plat_thread_stack_of
					      : plat_stack_of_image;
plat_backtrace = DEFINED(plat_thread_backtrace) ? plat_thread_backtrace
						: plat_backtrace_alone;

plat_image_size = plat_image_end - plat_image_start;
plat_image_file_end = plat_data_end - PLAT_ARM64_DATA_MOVE;
plat_image_file_data = plat_image_file_end - plat_image_text_end;
plat_image_file_pages = ALIGN(plat_image_file_end, 4096) - plat_image_start;

ASSERT(plat_vectors == plat_image_start + PLAT_ARM64_VECTORS,
       "the vectors are not in their place")
ASSERT(plat_image_start == plat_arm64_image, "the Image header comes first")
ASSERT(plat_image_end - PLAT_IMAGE_BASE <= PLAT_IMAGE_WINDOW_SIZE,
       "the image is larger than the image window (1 GiB)")
