/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/memory/frame.h"

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/lock.h>

/* Regions whose memory the allocator may have, at once or later. */
#define GIVABLE                                                           \
	(1u << PLAT_MRD_FREE | 1u << PLAT_MRD_INITRD |                    \
	 1u << PLAT_MRD_CMDLINE | 1u << PLAT_MRD_DEVICETREE |             \
	 1u << PLAT_MRD_IMAGE_DATA | 1u << PLAT_MRD_IMAGE_RODATA |        \
	 1u << PLAT_MRD_IMAGE_TEXT)

#define DMA32_END (PLAT_FRAME_DMA32 >> PLAT_PAGE_SHIFT)

/* Fewer free frames than this in a leaf are not worth having it in a cache. */
#define CACHE_MIN 8u

struct span {
	uint64_t first;
	uint64_t end;
};

/* The frames that can be in each zone. */
static const struct span zone_spans[PLAT_NR_ZONES] = {
    {0, PLAT_FRAME_REAL >> PLAT_PAGE_SHIFT},
    {PLAT_FRAME_REAL >> PLAT_PAGE_SHIFT, DMA32_END},
    {DMA32_END, PLAT_ZONE_MAX_PFN},
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

/* For all zones, and for which leaves are in which cache; the zones are set up
 * when they are first asked for. */
static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_FRAMES);
static bool is_filled;

PLAT_LCPU_DATA struct plat_frame_cache plat_frame_cache;

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

static int settle(void)
{
	int rc = 0;

	if (!regions)
		rc = plat_frame_set_up();
	if (rc == 0)
		rc = fill_zones();
	is_filled = rc == 0;
	return rc;
}

/* With this begins all that looks at zones. Returns as settle(): if not 0, the
 * lock is not held. */
static int lock_zones(plat_irq_state_t *irq)
{
	int rc = 0;

	*irq = plat_spin_lock_irqsave(&lock);
	if (plat_unlikely(!is_filled))
		rc = settle();
	if (plat_unlikely(rc))
		plat_spin_unlock_irqrestore(&lock, *irq);
	return rc;
}

static void unlock_zones(plat_irq_state_t irq)
{
	plat_spin_unlock_irqrestore(&lock, irq);
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

/* From the zones as they are. */
static int alloc_in_zones(unsigned int order, uint64_t end, uint64_t *pfn)
{
	for (unsigned int z = PLAT_NR_ZONES; z-- > 0;) {
		struct plat_zone *zone = &plat_frame_zones[z];

		if (end > zone_spans[z].first &&
		    plat_zone_alloc(zone, order, end, pfn) == 0)
			return 0;
	}
	return -PLAT_ENOMEM;
}

/* Whether there was something in any cache; there is nothing now. */
static bool empty_caches(void)
{
	bool some = false;

	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		some |= plat_zone_recall_all(&plat_frame_zones[z]);
	return some;
}

static int alloc_locked(unsigned int order, uint64_t end, uint64_t *pfn)
{
	int rc = alloc_in_zones(order, end, pfn);

	if (plat_unlikely(rc) && empty_caches())
		rc = alloc_in_zones(order, end, pfn);
	return rc;
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

/* Give back the leaf that is in @slot. */
static void empty_slot(const struct plat_frame_slot *slot)
{
	uint64_t pfn = slot->end - 64;

	if (slot->end != 0)
		plat_zone_recall(zone_of(pfn, 6), pfn, 6);
}

/* Have the leaf of frame @pfn in this lcpu's cache. */
static void cache_leaf(struct plat_zone *zone, uint64_t pfn)
{
	struct plat_frame_cache *cache = plat_lcpu_ptr(plat_frame_cache);
	unsigned int slot = pfn >> 6 & (PLAT_FRAME_CACHE_SLOTS - 1);

	empty_slot(&cache->slots[slot]);
	plat_zone_lend(zone, pfn, cache);
	cache->next = slot * PLAT_FRAME_CACHE_WORDS / PLAT_FRAME_CACHE_SLOTS;
}

/* After an allocation of frame @pfn: the next come from the cache. Where few
 * frames are left of a leaf, these are used up first; but not those at the
 * edge of memory that no word can stand for, which would be had and given
 * back by the long way for ever. */
static void cache_more(uint64_t pfn)
{
	struct plat_zone *zone = zone_of(pfn, 0);
	unsigned int nr = plat_zone_nr_lendable(zone, pfn);

	if (nr >= CACHE_MIN ||
	    (nr == 0 && plat_zone_find_lendable(zone, &pfn)))
		cache_leaf(zone, pfn);
}

/* Another word of this lcpu's cache than the one that was to be tried first
 * may have a frame. */
static bool take_cached(plat_pa_t *pa)
{
	__auto_type cache = plat_lcpu_own(plat_frame_cache);
	uint64_t first = cache->next;

	for (unsigned int i = 0; i < PLAT_FRAME_CACHE_WORDS; i++) {
		uint64_t k = (first + i) % PLAT_FRAME_CACHE_WORDS;

		if (plat_frame_take(&cache->words[k], pa)) {
			cache->next = k;
			return true;
		}
	}
	return false;
}

int plat_frame_alloc_block(unsigned int order, uint64_t limit, plat_pa_t *pa)
{
	bool any = order == 0 && limit == PLAT_FRAME_ANY;
	plat_irq_state_t irq;
	uint64_t pfn;
	int rc;

	if (order > PLAT_FRAME_MAX_ORDER)
		return -PLAT_EINVAL;
	if (any && take_cached(pa))
		return 0;
	rc = lock_zones(&irq);
	if (rc)
		return rc;
	rc = alloc_locked(order, limit >> PLAT_PAGE_SHIFT, &pfn);
	if (any && rc == 0)
		cache_more(pfn);
	unlock_zones(irq);
	if (rc == 0)
		*pa = plat_pa(pfn << PLAT_PAGE_SHIFT);
	return rc;
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
	rc = lock_zones(&irq);
	if (rc)
		return rc;
	zone = zone_of(pfn, order);
	rc = zone ? plat_zone_alloc_at(zone, pfn, order) : -PLAT_EBUSY;
	unlock_zones(irq);
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

static int free_locked(plat_pa_t pa, unsigned int order)
{
	uint64_t pfn = pa.v >> PLAT_PAGE_SHIFT;
	struct plat_zone *zone = zone_of(pfn, order);
	int rc;

	if (!zone)
		return -PLAT_EINVAL;
	rc = plat_zone_free(zone, pfn, order);
	if (rc == -PLAT_ENOENT)
		rc = is_givable(pa, order) ? plat_zone_give(zone, pfn, order)
					   : -PLAT_EINVAL;
	return rc;
}

/* The second frame in a row that is freed in a leaf which is not in this
 * lcpu's cache: more will follow. */
static void cache_if_missed_again(uint64_t pfn)
{
	struct plat_frame_cache *cache = plat_lcpu_ptr(plat_frame_cache);
	struct plat_zone *zone = zone_of(pfn, 0);
	uint64_t leaf = pfn >> 6;

	if (cache->missed == leaf && plat_zone_nr_lendable(zone, pfn) > 0)
		cache_leaf(zone, pfn);
	cache->missed = leaf;
}

int plat_frame_free_block(plat_pa_t pa, unsigned int order)
{
	plat_irq_state_t irq;
	int rc;

	if (!is_block(pa, order))
		return -PLAT_EINVAL;
	if (order == 0 && plat_frame_put(pa))
		return 0;
	rc = lock_zones(&irq);
	if (rc)
		return rc;
	rc = free_locked(pa, order);
	if (rc == 0 && order == 0)
		cache_if_missed_again(pa.v >> PLAT_PAGE_SHIFT);
	unlock_zones(irq);
	return rc;
}

/* Take up to @nr frames below @end out of the zones as they are. */
static uint32_t take_frames(uint32_t nr, uint64_t end, bool away,
			    plat_pa_t *pas)
{
	unsigned int z = PLAT_NR_ZONES;
	uint32_t taken = 0;

	while (taken < nr && z > 0) {
		uint32_t some = 0;

		if (end > zone_spans[z - 1].first)
			some = plat_zone_take_some(&plat_frame_zones[z - 1],
						   nr - taken, end, away,
						   pas + taken);
		taken += some;
		if (some == 0)
			z--;
	}
	return taken;
}

static uint32_t take_frames_from_all(uint32_t nr, uint64_t end, bool away,
				     plat_pa_t *pas)
{
	uint32_t taken = take_frames(nr, end, away, pas);

	if (taken < nr && empty_caches())
		taken += take_frames(nr - taken, end, away, pas + taken);
	return taken;
}

/* What an operation on a list does to frames of one leaf, or takes back. */
typedef int (*change_t)(struct plat_zone *zone, uint64_t pfn, uint64_t mask);

/* The first frames of a list that are of one leaf, each once. */
struct run {
	uint64_t pfn; /* of the leaf */
	uint64_t mask;
	uint32_t nr;
};

static struct run first_run(uint32_t nr, const plat_pa_t *pas)
{
	struct run run = {.pfn = pas[0].v >> PLAT_PAGE_SHIFT & ~(uint64_t)63};

	while (run.nr < nr) {
		uint64_t at = pas[run.nr].v - (run.pfn << PLAT_PAGE_SHIFT);
		uint64_t bit = (uint64_t)1 << (at >> PLAT_PAGE_SHIFT & 63);

		if (at >= PLAT_PAGE_SIZE * 64 || (at & PLAT_PAGE_MASK) ||
		    (run.mask & bit))
			break;
		run.mask |= bit;
		run.nr++;
	}
	return run;
}

static int change_run(struct run run, change_t change)
{
	struct plat_zone *zone = zone_of(run.pfn, 6);

	return zone && run.nr > 0 ? change(zone, run.pfn, run.mask)
				  : -PLAT_EINVAL;
}

/* From the first frame on, as far as it goes. Returns how many were changed.
 * */
static uint32_t change_frames(uint32_t nr, const plat_pa_t *pas,
			      change_t change)
{
	uint32_t done = 0;

	while (done < nr) {
		struct run run = first_run(nr - done, pas + done);

		if (change_run(run, change))
			break;
		done += run.nr;
	}
	return done;
}

/* All frames, or none: @undo is for those before one that is refused. */
static int change_all(uint32_t nr, const plat_pa_t *pas, change_t change,
		      change_t undo)
{
	plat_irq_state_t irq;
	uint32_t done;
	int rc = lock_zones(&irq);

	if (rc)
		return rc;
	done = change_frames(nr, pas, change);
	if (done < nr) {
		(void)change_frames(done, pas, undo);
		rc = -PLAT_EINVAL;
	}
	unlock_zones(irq);
	return rc;
}

int plat_frame_alloc_many(uint32_t nr, uint64_t limit, plat_pa_t *pas)
{
	plat_irq_state_t irq;
	uint32_t taken;
	int rc = lock_zones(&irq);

	if (rc)
		return rc;
	taken = take_frames_from_all(nr, limit >> PLAT_PAGE_SHIFT, false, pas);
	if (taken < nr) {
		rc = -PLAT_ENOMEM;
		(void)change_frames(taken, pas, plat_zone_free_some);
	}
	unlock_zones(irq);
	return rc;
}

int plat_frame_free_many(uint32_t nr, const plat_pa_t *pas)
{
	return change_all(nr, pas, plat_zone_free_some, plat_zone_alloc_some);
}

uint32_t plat_frame_give_away(uint32_t nr, plat_pa_t *pas)
{
	uint64_t end = PLAT_FRAME_ANY >> PLAT_PAGE_SHIFT;
	plat_irq_state_t irq;
	uint32_t taken;

	if (lock_zones(&irq))
		return 0;
	taken = take_frames_from_all(nr, end, true, pas);
	unlock_zones(irq);
	return taken;
}

int plat_frame_take_back(uint32_t nr, const plat_pa_t *pas)
{
	return change_all(nr, pas, plat_zone_bring_back, plat_zone_send_away);
}

void plat_frame_drain(void)
{
	struct plat_frame_cache *cache = plat_lcpu_ptr(plat_frame_cache);
	plat_irq_state_t irq = plat_spin_lock_irqsave(&lock);

	for (unsigned int i = 0; i < PLAT_FRAME_CACHE_SLOTS; i++)
		empty_slot(&cache->slots[i]);
	plat_spin_unlock_irqrestore(&lock, irq);
}

void plat_frame_stats(struct plat_frame_stats *stats)
{
	plat_irq_state_t irq;

	*stats = (struct plat_frame_stats){0};
	if (lock_zones(&irq))
		return;
	(void)empty_caches();
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++) {
		const struct plat_zone *zone = &plat_frame_zones[z];

		stats->nr_total += zone->nr_total;
		stats->nr_free += zone->nr_free;
		stats->nr_away += zone->nr_away;
		if (zone_spans[z].first < DMA32_END)
			stats->nr_free_dma32 += zone->nr_free;
	}
	stats->nr_metadata = nr_metadata;
	unlock_zones(irq);
}
