/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the page-table formats whose code is in the library.
 */
#ifndef PLAT_ARCH_PT_H
#define PLAT_ARCH_PT_H

#include <stdint.h>

#define PLAT_PT_HAS_X86_64 0
#define PLAT_PT_HAS_ARM64  1

/* Below this many entries plain stores take no more instructions. */
#define PLAT_ARCH_PT_FILL_MIN 16u

/**
 * Fill @nr entries, PLAT_ARCH_PT_FILL_MIN or more, the first @entry, each next
 * one larger by @step; two with each store.
 */
static inline void plat_arch_pt_fill(uint64_t *p, unsigned int nr,
				     uint64_t entry, uint64_t step)
{
	uint64_t *end = p + nr;
	uint64_t next;

	for (; nr & 7; nr--) {
		*p++ = entry;
		entry += step;
	}
	next = entry + step;
	__asm__ volatile("1:\n\t"
			 ".irp offset, 0, 16, 32, 48\n\t"
			 "stp %[entry], %[next], [%[p], #\\offset]\n\t"
			 "add %[entry], %[entry], %[steps]\n\t"
			 "add %[next], %[next], %[steps]\n\t"
			 ".endr\n\t"
			 "add %[p], %[p], #64\n\t"
			 "cmp %[p], %[end]\n\t"
			 "b.lo 1b"
			 : [p] "+r"(p), [entry] "+r"(entry), [next] "+r"(next)
			 : [end] "r"(end), [steps] "r"(2 * step)
			 : "memory", "cc");
}

/** Clear a table, which is a page. */
static inline void plat_arch_pt_clear(uint64_t *table)
{
	uint64_t *end = table + 512;

	__asm__ volatile("1:\n\t"
			 ".irp offset, 0, 16, 32, 48, 64, 80, 96, 112\n\t"
			 "stp xzr, xzr, [%[p], #\\offset]\n\t"
			 ".endr\n\t"
			 "add %[p], %[p], #128\n\t"
			 "cmp %[p], %[end]\n\t"
			 "b.lo 1b"
			 : [p] "+r"(table)
			 : [end] "r"(end)
			 : "memory", "cc");
}

#endif /* PLAT_ARCH_PT_H */
