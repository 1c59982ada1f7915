/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine: all page-table formats, so that all can be tested.
 */
#ifndef PLAT_ARCH_PT_H
#define PLAT_ARCH_PT_H

#define PLAT_PT_HAS_X86_64 1
#define PLAT_PT_HAS_ARM64  1

#endif /* PLAT_ARCH_PT_H */
