/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The machine below ranges, for their tests: an address space of the kernel's
 * and one of a user, page tables that are arrays, frames that are counted, and
 * a CPU that accesses memory and faults. Any number of threads.
 */
#ifndef TESTS_UNIT_VMEM_WORLD_H
#define TESTS_UNIT_VMEM_WORLD_H

#include "tests/unit/unit.h"

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/vmem.h>

/* What each of the spaces can map. */
#define WORLD_PAGES  4096u
#define WORLD_KERNEL 0xffffd80000000000ull
#define WORLD_USER   0x0000000040000000ull

#define WORLD_FRAMES 8192u

extern struct plat_space world_user;

/** All as at the beginning; frames' contents are junk. */
void world_reset(void);

/** The next @nr calls for frames or tables are answered, then @nr_failed are
 * not. */
void world_fail(uint32_t nr, uint32_t nr_failed);

/** Whether world_fail() has let a call fail since it was called. */
bool world_has_failed(void);

uint32_t world_frames_used(void);
uint32_t world_pages_mapped(const struct plat_space *space);
bool world_is_mapped(const struct plat_space *space, uint64_t va);

/* What plat_vmem_needs_stacks() tells. */
extern bool world_needs_stacks;

/** The space that the thread is in. */
void world_switch(struct plat_space *space);

/* What the last access of this thread that was refused would have died of. */
extern __thread char world_why[192];

/**
 * Access memory as this thread's lcpu does: the dispatcher of faults is asked
 * where a page is not there.
 *
 * Returns: where @va is on the build machine; NULL: the guest would have died.
 */
void *world_access(uint64_t va, plat_attr_t access, bool irqs_on);

#endif /* TESTS_UNIT_VMEM_WORLD_H */
