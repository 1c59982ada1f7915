/* SPDX-License-Identifier: BSD-3-Clause */
/* On the build machine firmware is what a test pretends to be. */
#ifndef PLAT_ARCH_EFI_H
#define PLAT_ARCH_EFI_H

/* As on x86_64. */
#define PLAT_ARCH_EFI_HAS_TARGET 1

#define PLAT_EFIAPI

#include <stdint.h>

#define HOST_EFI_COUNTER 0x123456789abcull

static inline uint64_t plat_efi_counter(void)
{
	return HOST_EFI_COUNTER;
}

#endif /* PLAT_ARCH_EFI_H */
