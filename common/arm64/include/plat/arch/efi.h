/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: how EFI's functions are called: as all others. UEFI 2.10, 2.3.6.
 */
#ifndef PLAT_ARCH_EFI_H
#define PLAT_ARCH_EFI_H

#define PLAT_EFIAPI

#endif /* PLAT_ARCH_EFI_H */
