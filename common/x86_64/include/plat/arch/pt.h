/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the page-table formats whose code is in the library.
 */
#ifndef PLAT_ARCH_PT_H
#define PLAT_ARCH_PT_H

#define PLAT_PT_HAS_X86_64 1
#define PLAT_PT_HAS_ARM64  0

#endif /* PLAT_ARCH_PT_H */
