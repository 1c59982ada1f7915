/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: how stacks lie, of the boot lcpu in the image, and of the others in
 * the same order and distances: each below the next, a guard page below each.
 */
#ifndef COMMON_ARM64_STACKS_H
#define COMMON_ARM64_STACKS_H

#define STACK_MAIN  0x10000
#define STACK_EXTRA 0x2000 /* for interrupts; critical */
#define STACK_GUARD 0x1000

/* From the top of the one for interrupts to that of the critical one. */
#define IRQ_TO_CRITICAL (STACK_EXTRA + STACK_GUARD)

#endif /* COMMON_ARM64_STACKS_H */
