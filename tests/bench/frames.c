/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the calls of <plat/frame.h> cost, once the allocator is set up: single
 * frames by way of this lcpu's cache, and what takes the lock.
 */
#include <plat/frame.h>
#include <plat/log.h>

#include "tests/bench/marks.h"

#define ANY      PLAT_FRAME_ANY
#define ORDER_2M 9u
#define NR_MANY  256

MARKS(nothing)
MARKS(frame__alloc_and_free)
MARKS(frame__alloc)
MARKS(frame__free)
MARKS(frame__alloc_dma32)
MARKS(frame__free_of_other)
MARKS(frame__alloc_2m_and_free)
MARKS(frame__alloc_at_and_free)
MARKS(frame__alloc_256)
MARKS(frame__free_256)
MARKS(frame__alloc_256_one_by_one)
MARKS(frame__free_256_one_by_one)

static plat_pa_t pas[NR_MANY];

static plat_pa_t lone;

/* Whatever the size of the image, the frames with a limit come from a block of
 * 2 MiB whose buddy is in use: there is no smaller one. */
static int settle(void)
{
	plat_pa_t pa;
	int rc = plat_frame_alloc(ORDER_2M + 1, PLAT_FRAME_DMA32, &lone) ||
		 plat_frame_free(lone, ORDER_2M);

	do {
		rc |= plat_frame_alloc(0, PLAT_FRAME_DMA32, &pa);
	} while (!rc && pa.v - lone.v >= PLAT_PAGE_SIZE << ORDER_2M);
	return rc || plat_frame_free(pa, 0);
}

static int alloc_2m_and_free(void)
{
	plat_pa_t pa;

	return plat_frame_alloc(ORDER_2M, ANY, &pa) ||
	       plat_frame_free(pa, ORDER_2M);
}

static int alloc_each(void)
{
	int rc = 0;

	for (unsigned int i = 0; i < NR_MANY; i++)
		rc |= plat_frame_alloc(0, ANY, &pas[i]);
	return rc;
}

static int free_each(void)
{
	int rc = 0;

	for (unsigned int i = 0; i < NR_MANY; i++)
		rc |= plat_frame_free(pas[i], 0);
	return rc;
}

static void single(void)
{
	plat_pa_t pa, other;

	MEASURE(frame__alloc_and_free,
		plat_frame_alloc(0, ANY, &pa) || plat_frame_free(pa, 0));
	MEASURE(frame__alloc, plat_frame_alloc(0, ANY, &pa));
	MEASURE(frame__alloc_dma32,
		plat_frame_alloc(0, PLAT_FRAME_DMA32, &other));
	MEASURE(frame__free, plat_frame_free(pa, 0));
	MEASURE(frame__free_of_other, plat_frame_free(other, 0));
}

static void several(void)
{
	MEASURE(frame__alloc_2m_and_free, alloc_2m_and_free());
	MEASURE(frame__alloc_at_and_free,
		plat_frame_alloc_at(lone, 0) || plat_frame_free(lone, 0));
	MEASURE(frame__alloc_256, plat_frame_alloc_many(NR_MANY, ANY, pas));
	MEASURE(frame__free_256, plat_frame_free_many(NR_MANY, pas));
	MEASURE(frame__alloc_256_one_by_one, alloc_each());
	MEASURE(frame__free_256_one_by_one, free_each());
}

int main(void)
{
	plat_pa_t pa;

	for (unsigned int i = 0; i < 3; i++)
		status |= plat_frame_alloc(0, ANY, &pa) ||
			  plat_frame_free(pa, 0);
	status |= settle();
	bench_begin_nothing();
	bench_end_nothing();
	single();
	several();
	plat_printf("%d\n", status);
	return status;
}
