/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/memory/frame.h"

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

/* NULL until plat_frame_init() is done. Constant from then on. */
static const struct plat_mrd_list *regions;
static uint64_t metadata_bytes;

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

static void plan_zones(const struct plat_mrd_list *list,
		       struct plat_zone_plan plans[PLAT_NR_ZONES])
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
	struct plat_zone_plan plans[PLAT_NR_ZONES];
	uint64_t words = 0;

	plan_zones(list, plans);
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		words += plat_zone_words(&plans[z]);
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

/* Add @frames without those of @used. */
static int add_unused(struct span frames, struct span used, unsigned int *z)
{
	int rc;

	if (used.first >= frames.end || used.end <= frames.first)
		return add_frames(frames, z);
	rc = add_frames((struct span){frames.first, used.first}, z);
	if (rc == 0)
		rc = add_frames((struct span){used.end, frames.end}, z);
	return rc;
}

static int add_free_regions(const struct plat_mrd_list *list, struct span used)
{
	const struct plat_mrd *end = list->mrds + list->nr_mrds;
	unsigned int z = 0;

	for (const struct plat_mrd *mrd = list->mrds; mrd < end; mrd++) {
		int rc;

		if (mrd->type != PLAT_MRD_FREE)
			continue;
		rc = add_unused(frames_of(mrd), used, &z);
		if (rc != 0)
			return rc;
	}
	return 0;
}

int plat_frame_init(const struct plat_mrd_list *list, void *metadata,
		    uint64_t bytes, struct plat_pa_range used)
{
	struct plat_zone_plan plans[PLAT_NR_ZONES];
	uint64_t first = used.start.v >> PLAT_PAGE_SHIFT;
	uint64_t left = bytes / sizeof(uint64_t);
	uint64_t *pool = metadata;
	int rc;

	plan_zones(list, plans);
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++) {
		uint64_t words = plat_zone_words(&plans[z]);

		if (words > left)
			return -PLAT_ENOMEM;
		plat_zone_init(&plat_frame_zones[z], &plans[z], words, pool);
		pool += words;
		left -= words;
	}
	rc = add_free_regions(list,
			      (struct span){first, first + (used.size >>
							    PLAT_PAGE_SHIFT)});
	if (rc != 0)
		return rc;
	metadata_bytes = bytes;
	regions = list;
	return 0;
}

int plat_frame_alloc(unsigned int order, uint64_t limit, plat_pa_t *pa)
{
	uint64_t end = limit >> PLAT_PAGE_SHIFT;
	uint64_t pfn;

	if (plat_unlikely(order > PLAT_FRAME_MAX_ORDER))
		return -PLAT_EINVAL;
	if (plat_unlikely(!regions))
		return -PLAT_ENOSYS;
	for (unsigned int z = PLAT_NR_ZONES; z-- > 0;) {
		struct plat_zone *zone = &plat_frame_zones[z];
		plat_irq_state_t irq;
		int rc;

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
	plat_irq_state_t irq = plat_irq_save();

	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		plat_spin_lock(&zones[z].lock);
	stats->nr_free_dma32 = zones[0].nr_free + zones[1].nr_free;
	stats->nr_free = stats->nr_free_dma32 + zones[2].nr_free;
	stats->nr_total =
	    zones[0].nr_total + zones[1].nr_total + zones[2].nr_total;
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		plat_spin_unlock(&zones[z].lock);
	plat_irq_restore(irq);
	stats->nr_metadata =
	    (metadata_bytes + PLAT_PAGE_MASK) >> PLAT_PAGE_SHIFT;
}
