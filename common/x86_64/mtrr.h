/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the memory type range registers. Firmware gives all lcpus the same,
 * which a start may reset (QEMU's translator does). Intel SDM 3A 12.11.
 */
#ifndef COMMON_X86_64_MTRR_H
#define COMMON_X86_64_MTRR_H

/** What they are on this lcpu is what they are to be on others. */
void plat_x86_mtrr_record(void);

/**
 * Make them so, if they are not.
 *
 * Context: an lcpu that starts, interrupts off.
 */
void plat_x86_mtrr_adopt(void);

/** Say, once, that it was necessary. */
void plat_x86_mtrr_report(void);

#endif /* COMMON_X86_64_MTRR_H */
