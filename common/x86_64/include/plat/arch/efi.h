/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How the firmware is called, and calls. UEFI 2.10, 2.3.4.2.
 */
#ifndef PLAT_ARCH_EFI_H
#define PLAT_ARCH_EFI_H

#define PLAT_EFIAPI __attribute__((ms_abi))

#endif /* PLAT_ARCH_EFI_H */
