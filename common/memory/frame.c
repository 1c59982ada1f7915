/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/memory/frame.h"

#include <plat/atomic.h>
#include <plat/errno.h>

/* Regions whose memory the allocator may have, at once or later. */
#define GIVABLE                                                           \
	(1u << PLAT_MRD_FREE | 1u << PLAT_MRD_INITRD |                    \
	 1u << PLAT_MRD_CMDLINE | 1u << PLAT_MRD_DEVICETREE |             \
	 1u << PLAT_MRD_IMAGE_DATA | 1u << PLAT_MRD_IMAGE_RODATA |        \
	 1u << PLAT_MRD_IMAGE_TEXT)

struct span {
	uint64_t first;
	uint64_t end;
};

/* The frames that can be in each zone. */
static const struct span zone_spans[PLAT_NR_ZONES] = {
    {0, PLAT_FRAME_REAL >> PLAT_PAGE_SHIFT},
    {PLAT_FRAME_REAL >> PLAT_PAGE_SHIFT, PLAT_FRAME_DMA32 >> PLAT_PAGE_SHIFT},
    {PLAT_FRAME_DMA32 >> PLAT_PAGE_SHIFT, PLAT_ZONE_MAX_PFN},
};

struct plat_zone plat_frame_zones[PLAT_NR_ZONES];

/* What plat_frame_metadata_bytes() found out, for the set-up. */
static struct plat_zone_plan plans[PLAT_NR_ZONES];
static uint64_t planned_words[PLAT_NR_ZONES];

/* What plat_frame_init() was told; regions is NULL until then. */
static const struct plat_mrd_list *regions;
static uint64_t *metadata;
static uint64_t nr_metadata;
static struct span used_frames[2]; /* in the order of their addresses */
static struct span given_frames;

/* The zones are set up when they are first asked for. */
static struct plat_spinlock fill_lock = PLAT_SPINLOCK(PLAT_RANK_FRAMES);
static bool is_filled;

static struct span frames_of(const struct plat_mrd *mrd)
{
	return (struct span){mrd->start.v >> PLAT_PAGE_SHIFT,
			     (mrd->start.v + mrd->size) >> PLAT_PAGE_SHIFT};
}

/* Cut from the front of @frames what lies in one zone; spans come in order,
 * so that *@z only goes up. Empty: there is nothing left for any zone. */
static inline struct span next_part(struct span *frames, unsigned int *z)
{
	struct span part = *frames;

	while (*z < PLAT_NR_ZONES && part.first >= zone_spans[*z].end)
		++*z;
	if (part.first >= part.end || *z == PLAT_NR_ZONES)
		return (struct span){0, 0};
	part.end = plat_min_u64(part.end, zone_spans[*z].end);
	frames->first = part.end;
	return part;
}

static void plan_zones(const struct plat_mrd_list *list)
{
	const struct plat_mrd *end = list->mrds + list->nr_mrds;
	unsigned int z = 0;

	for (unsigned int i = 0; i < PLAT_NR_ZONES; i++)
		plans[i] = (struct plat_zone_plan){0};
	for (const struct plat_mrd *mrd = list->mrds; mrd < end; mrd++) {
		struct span frames = frames_of(mrd);
		struct span part;

		if (!(GIVABLE >> mrd->type & 1))
			continue;
		while ((part = next_part(&frames, &z)).end)
			plat_zone_plan(&plans[z], part.first, part.end);
	}
}

uint64_t plat_frame_metadata_bytes(const struct plat_mrd_list *list)
{
	uint64_t words = 0;

	plan_zones(list);
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++) {
		planned_words[z] = plat_zone_words(&plans[z]);
		words += planned_words[z];
	}
	return words * sizeof(uint64_t);
}

/* Add to each zone, from @z on, what it has of @frames. */
static int add_frames(struct span frames, unsigned int *z)
{
	struct span part;

	while ((part = next_part(&frames, z)).end) {
		int rc = plat_zone_add(&plat_frame_zones[*z], part.first,
				       part.end);

		if (rc != 0)
			return rc;
	}
	return 0;
}

/* Add @frames without those that are used. */
static int add_unused(struct span frames, unsigned int *z)
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(used_frames); i++) {
		struct span used = used_frames[i];
		int rc;

		if (used.first >= frames.end || used.end <= frames.first)
			continue;
		rc = add_frames((struct span){frames.first, used.first}, z);
		if (rc != 0)
			return rc;
		frames.first = used.end;
	}
	return add_frames(frames, z);
}

static int add_free_regions(void)
{
	const struct plat_mrd *end = regions->mrds + regions->nr_mrds;
	unsigned int z = 0;

	for (const struct plat_mrd *mrd = regions->mrds; mrd < end; mrd++) {
		int rc;

		if (mrd->type != PLAT_MRD_FREE)
			continue;
		rc = add_unused(frames_of(mrd), &z);
		if (rc != 0)
			return rc;
	}
	z = 0;
	return add_frames(given_frames, &z);
}

static int fill_zones(void)
{
	uint64_t *pool = metadata;

	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++) {
		plat_zone_init(&plat_frame_zones[z], &plans[z],
			       planned_words[z], pool);
		pool += planned_words[z];
	}
	return add_free_regions();
}

/* The slow half of settle(). */
static int settle_now(void)
{
	plat_irq_state_t irq = plat_spin_lock_irqsave(&fill_lock);
	int rc = 0;

	if (!regions)
		rc = plat_frame_set_up();
	if (rc == 0 && !is_filled)
		rc = fill_zones();
	if (rc == 0)
		plat_atomic_store_release(&is_filled, true);
	plat_spin_unlock_irqrestore(&fill_lock, irq);
	return rc;
}

/* To be called before zones are looked at. */
static inline int settle(void)
{
	if (plat_likely(plat_atomic_load_acquire(&is_filled)))
		return 0;
	return settle_now();
}

static struct span span_of(struct plat_pa_range range)
{
	uint64_t end = range.start.v + range.size + PLAT_PAGE_MASK;

	return (struct span){range.start.v >> PLAT_PAGE_SHIFT,
			     end >> PLAT_PAGE_SHIFT};
}

int plat_frame_init(const struct plat_mrd_list *list, void *memory,
		    struct plat_pa_range place, struct plat_pa_range used,
		    struct plat_pa_range given)
{
	bool is_below = place.start.v < used.start.v;
	uint64_t words = 0;

	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		words += planned_words[z];
	if (words > place.size / sizeof(uint64_t))
		return -PLAT_ENOMEM;
	metadata = memory;
	nr_metadata = (place.size + PLAT_PAGE_MASK) >> PLAT_PAGE_SHIFT;
	used_frames[is_below] = span_of(used);
	used_frames[!is_below] = span_of(place);
	given_frames = span_of(given);
	is_filled = false;
	regions = list;
	return 0;
}

int plat_frame_alloc(unsigned int order, uint64_t limit, plat_pa_t *pa)
{
	uint64_t end = limit >> PLAT_PAGE_SHIFT;
	uint64_t pfn;
	int rc;

	if (plat_unlikely(order > PLAT_FRAME_MAX_ORDER))
		return -PLAT_EINVAL;
	rc = settle();
	if (plat_unlikely(rc))
		return rc;
	for (unsigned int z = PLAT_NR_ZONES; z-- > 0;) {
		struct plat_zone *zone = &plat_frame_zones[z];
		plat_irq_state_t irq;

		if (zone->level == 0 || end <= zone_spans[z].first)
			continue;
		irq = plat_spin_lock_irqsave(&zone->lock);
		rc = plat_zone_alloc(zone, order, end, &pfn);
		plat_spin_unlock_irqrestore(&zone->lock, irq);
		if (plat_likely(rc == 0)) {
			*pa = plat_pa(pfn << PLAT_PAGE_SHIFT);
			return 0;
		}
	}
	return -PLAT_ENOMEM;
}

/* The zone that a block is in, or NULL. */
static struct plat_zone *zone_of(uint64_t pfn, unsigned int order)
{
	for (unsigned int z = PLAT_NR_ZONES; z-- > 0;) {
		if (pfn < zone_spans[z].first)
			continue;
		if (!plat_range_below(pfn, (uint64_t)1 << order,
				      zone_spans[z].end))
			return NULL;
		return &plat_frame_zones[z];
	}
	return NULL;
}

static bool is_block(plat_pa_t pa, unsigned int order)
{
	return order <= PLAT_FRAME_MAX_ORDER &&
	       plat_is_aligned(pa.v, PLAT_PAGE_SIZE << order);
}

int plat_frame_alloc_at(plat_pa_t pa, unsigned int order)
{
	uint64_t pfn = pa.v >> PLAT_PAGE_SHIFT;
	struct plat_zone *zone;
	plat_irq_state_t irq;
	int rc;

	if (!is_block(pa, order))
		return -PLAT_EINVAL;
	rc = settle();
	if (plat_unlikely(rc))
		return rc;
	zone = zone_of(pfn, order);
	if (!zone)
		return -PLAT_EBUSY;
	irq = plat_spin_lock_irqsave(&zone->lock);
	rc = plat_zone_alloc_at(zone, pfn, order);
	plat_spin_unlock_irqrestore(&zone->lock, irq);
	return rc;
}

/* Whether the allocator may have all of a block. */
static bool is_givable(plat_pa_t pa, unsigned int order)
{
	uint64_t size = PLAT_PAGE_SIZE << order;
	const struct plat_mrd *mrd;

	while (size > 0) {
		uint64_t part;

		mrd = plat_mrd_find(regions, pa);
		if (!mrd || !(GIVABLE >> mrd->type & 1))
			return false;
		part = plat_min_u64(size, mrd->start.v + mrd->size - pa.v);
		pa.v += part;
		size -= part;
	}
	return true;
}

int plat_frame_free(plat_pa_t pa, unsigned int order)
{
	uint64_t pfn = pa.v >> PLAT_PAGE_SHIFT;
	struct plat_zone *zone;
	plat_irq_state_t irq;
	int rc;

	if (plat_unlikely(!is_block(pa, order)))
		return -PLAT_EINVAL;
	rc = settle();
	if (plat_unlikely(rc))
		return rc;
	zone = zone_of(pfn, order);
	if (plat_unlikely(!zone))
		return -PLAT_EINVAL;
	irq = plat_spin_lock_irqsave(&zone->lock);
	rc = plat_zone_free(zone, pfn, order);
	if (plat_unlikely(rc == -PLAT_ENOENT))
		rc = is_givable(pa, order) ? plat_zone_give(zone, pfn, order)
					   : -PLAT_EINVAL;
	plat_spin_unlock_irqrestore(&zone->lock, irq);
	return rc;
}

void plat_frame_stats(struct plat_frame_stats *stats)
{
	struct plat_zone *zones = plat_frame_zones;
	plat_irq_state_t irq;

	if (settle()) {
		*stats = (struct plat_frame_stats){0};
		return;
	}
	irq = plat_irq_save();
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		plat_spin_lock(&zones[z].lock);
	stats->nr_free_dma32 = zones[0].nr_free + zones[1].nr_free;
	stats->nr_free = stats->nr_free_dma32 + zones[2].nr_free;
	stats->nr_total =
	    zones[0].nr_total + zones[1].nr_total + zones[2].nr_total;
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		plat_spin_unlock(&zones[z].lock);
	plat_irq_restore(irq);
	stats->nr_metadata = nr_metadata;
}
