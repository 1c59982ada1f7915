/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How the firmware is called, and calls. UEFI 2.10, 2.3.4.2.
 */
#ifndef PLAT_ARCH_EFI_H
#define PLAT_ARCH_EFI_H

/* 1: the image runs at the address that it is linked for. */
#define PLAT_ARCH_EFI_HAS_TARGET 1

#define PLAT_EFIAPI __attribute__((ms_abi))

#include <stdint.h>

/** The TSC. */
static inline uint64_t plat_efi_counter(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return low | (uint64_t)high << 32;
}

#endif /* PLAT_ARCH_EFI_H */
