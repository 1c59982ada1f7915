/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The words of Plinth, and the types that keep them apart.
 *
 *   PA    physical address as the guest sees it (on Arm: an IPA)
 *   VA    virtual address
 *   frame a page-sized piece of physical memory
 *   PFN   a frame's number: PA >> 12
 *   lcpu  logical CPU: a vCPU as the guest numbers it, 0 = the one that booted
 *   MRD   memory region descriptor, <plat/mrd.h>
 *   bpt   boot page tables: those that the entry code turns on
 *
 * A PA and a VA are different types and never assumed to be equal. Sizes are
 * in bytes, a range is {start, size}, an `end` is exclusive.
 */
#ifndef PLAT_TYPES_H
#define PLAT_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <plat/compiler.h>

typedef struct {
	uint64_t v;
} plat_pa_t;

typedef struct {
	uint64_t v;
} plat_va_t;

/* Physical range [start, start + size), bytes. size 0: empty. */
struct plat_pa_range {
	plat_pa_t start;
	uint64_t size;
};

#define PLAT_PAGE_SHIFT 12u
#define PLAT_PAGE_SIZE  ((uint64_t)1 << PLAT_PAGE_SHIFT)
#define PLAT_PAGE_MASK  (PLAT_PAGE_SIZE - 1)

#define PLAT_KIB(n) ((uint64_t)(n) << 10)
#define PLAT_MIB(n) ((uint64_t)(n) << 20)
#define PLAT_GIB(n) ((uint64_t)(n) << 30)
#define PLAT_TIB(n) ((uint64_t)(n) << 40)

static inline plat_pa_t plat_pa(uint64_t v)
{
	return (plat_pa_t){v};
}

static inline plat_va_t plat_va(uint64_t v)
{
	return (plat_va_t){v};
}

static inline plat_va_t plat_va_of(const volatile void *p)
{
	return (plat_va_t){(uintptr_t)p};
}

static inline void *plat_va_ptr(plat_va_t va)
{
	return (void *)(uintptr_t)va.v;
}

/* Round down or up to a power of two. plat_align_up(x, a) wraps to 0 where
 * the result does not fit: check first what comes from outside. */
static inline uint64_t plat_align_down(uint64_t x, uint64_t align)
{
	return x & ~(align - 1);
}

static inline uint64_t plat_align_up(uint64_t x, uint64_t align)
{
	return (x + align - 1) & ~(align - 1);
}

static inline bool plat_is_aligned(uint64_t x, uint64_t align)
{
	return (x & (align - 1)) == 0;
}

static inline uint64_t plat_min_u64(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static inline uint64_t plat_max_u64(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* True where [start, start + size) lies in [0, limit); nothing wraps. */
static inline bool plat_range_below(uint64_t start, uint64_t size,
				    uint64_t limit)
{
	return start <= limit && size <= limit - start;
}

#endif /* PLAT_TYPES_H */
