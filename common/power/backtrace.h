/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_POWER_BACKTRACE_H
#define COMMON_POWER_BACKTRACE_H

#include <plat/types.h>

/**
 * Print where @address is: "main+0x12", or the number alone.
 *
 * Context: any.
 */
void plat_print_symbol(uint64_t address);

/**
 * Print the line of a backtrace for @address.
 *
 * Context: any.
 */
void plat_print_caller(uint64_t address);

/* What -fno-omit-frame-pointer leaves on the stack, on every ISA: SysV ABI
 * x86-64 3.4.1, AAPCS64 6.4.6. */
struct plat_frame {
	uint64_t caller; /* its frame */
	uint64_t address; /* where it goes on */
};

/**
 * The frame at @address.
 *
 * Context: any.
 * Returns: it; NULL: no stack has one there.
 */
const struct plat_frame *plat_frame_at(uint64_t address);

/**
 * Print the callers along the chain of frames that begins at @frame. Follows
 * it only on stacks, upwards, and no further than 32 frames: a corrupt chain
 * ends the trace and nothing else.
 *
 * Context: any.
 */
void plat_backtrace(uint64_t frame);

/**
 * Print the line of a dump for what is on the stack at @sp; nothing where no
 * stack is.
 *
 * Context: any.
 */
void plat_print_stack(uint64_t sp);

/* What the linker takes for plat_backtrace() where there are no threads; where
 * there are, plat_thread_backtrace(), which tells of the thread as well. */
void plat_backtrace_alone(uint64_t frame);
void plat_thread_backtrace(uint64_t frame);

#endif /* COMMON_POWER_BACKTRACE_H */
