/* SPDX-License-Identifier: BSD-3-Clause */
/* On the build machine firmware is what a test pretends to be. */
#ifndef PLAT_ARCH_EFI_H
#define PLAT_ARCH_EFI_H

#define PLAT_EFIAPI

#endif /* PLAT_ARCH_EFI_H */
