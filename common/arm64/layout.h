/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: numbers that the entry code and the linker script share.
 */
#ifndef COMMON_ARM64_LAYOUT_H
#define COMMON_ARM64_LAYOUT_H

/*
 * How far above a multiple of 2 MiB the Image wants to be. Linux has had 0
 * since 5.8; but QEMU then leaves the first 2 MiB of RAM to its boot code,
 * and puts the devicetree behind the next 2 MiB: nothing below 4.2 MiB boots.
 * With 512 KiB, Linux's value before, image and devicetree share the first
 * 2 MiB.
 */
#define PLAT_ARM64_TEXT_OFFSET 0x80000

/* Where in the image the exception vectors are, behind the entry code; and the
 * code that is not among an EFI application's headers. */
#define PLAT_ARM64_VECTORS 0x800
#define PLAT_ARM64_TEXT    0x1000

/* How much further on .data is in memory than in the file: a page, so that it
 * shares none with what is read only. */
#define PLAT_ARM64_DATA_MOVE 0x1000

/* A multiple of this is in the file: what an EFI application's sections have
 * to be. PE/COFF, revision 11, 3.4.2. */
#define PLAT_ARM64_FILE_ALIGN 512

/* At least as long as plat_arm64_efi_leave(). */
#define PLAT_ARM64_EFI_LEAVE_BYTES 128

/* The PL011 of QEMU's "virt": for last words before a console is known. */
#define PLAT_ARM64_EMERGENCY_UART 0x09000000

#endif /* COMMON_ARM64_LAYOUT_H */
