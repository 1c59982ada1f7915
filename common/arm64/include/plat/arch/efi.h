/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: how EFI's functions are called: as all others. UEFI 2.10, 2.3.6.
 */
#ifndef PLAT_ARCH_EFI_H
#define PLAT_ARCH_EFI_H

/* 0: the image runs wherever there is room for it. */
#define PLAT_ARCH_EFI_HAS_TARGET 0

#define PLAT_EFIAPI

#include <stdint.h>

/**
 * What the virtual counter has for a guest that goes on at EL1. At EL2 that is
 * what the physical one has: its offset will be 0.
 */
static inline uint64_t plat_efi_counter(void)
{
	uint64_t value;

	__asm__ volatile("isb; mrs %0, CurrentEL; tbnz %0, #3, 1f; "
			 "mrs %0, cntvct_el0; b 2f; "
			 "1: mrs %0, cntpct_el0; 2:" : "=&r"(value));
	return value;
}

#endif /* PLAT_ARCH_EFI_H */
