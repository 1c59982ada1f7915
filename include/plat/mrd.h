/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory region descriptors: what is where in the guest's physical address
 * space. A frontend and the early devices add them in any order, overlapping
 * and unaligned as firmware likes it; plat_mrd_normalise() makes one sorted,
 * disjoint, page-aligned list of them, once.
 */
#ifndef PLAT_MRD_H
#define PLAT_MRD_H

#include <plat/attr.h>
#include <plat/types.h>

/*
 * What a region is. The order is the precedence: where two regions overlap,
 * the type further down wins the common part. Among regions of one type the
 * one that was added first wins.
 *
 *   type          rounded to pages  mapped by the core after the switch
 *   FREE          inwards           direct map, read/write
 *   HOLE          inwards           no; foreign pages may be mapped there
 *   FIRMWARE      outwards          no; plat_early_map() reaches it
 *   INITRD        outwards          direct map, read only
 *   CMDLINE       outwards          direct map, read only
 *   DEVICETREE    outwards          direct map, read only
 *   RESERVED      outwards          no
 *   DEVICE        outwards          no; plat_mmio_map() maps it
 *   IMAGE_DATA    outwards          image window and direct map, read/write
 *                                   (no page below a stack in the window)
 *   IMAGE_RODATA  outwards          image window and direct map, read only
 *   IMAGE_TEXT    outwards          image window executable; direct map
 *                                   read only
 *
 * Why this order: nothing that is in use may ever be handed out, so FREE
 * loses against all. Boot data in memory that firmware calls reserved cannot
 * be relied on, so RESERVED wins there; but a page that boot data shares with
 * a firmware table stays readable as boot data, and the table is reached as
 * before. A device's registers usually lie
 * inside a reserved range, and whoever adds a DEVICE knows more than the
 * memory map. The image wins over everything: it runs from that memory.
 *
 * Each region is rounded by itself, before it is compared with others: of a
 * page that two FREE regions share, neither has the whole, and it is lost.
 * The last page of the 64-bit space belongs to no region, so that the end of
 * each can be told: a range that reaches into it ends before it.
 */
enum plat_mrd_type {
	PLAT_MRD_FREE,
	PLAT_MRD_HOLE,
	PLAT_MRD_FIRMWARE,
	PLAT_MRD_INITRD,
	PLAT_MRD_CMDLINE,
	PLAT_MRD_DEVICETREE,
	PLAT_MRD_RESERVED,
	PLAT_MRD_DEVICE,
	PLAT_MRD_IMAGE_DATA,
	PLAT_MRD_IMAGE_RODATA,
	PLAT_MRD_IMAGE_TEXT,
	PLAT_NR_MRD_TYPES,
};

/* Types that the direct map holds, as bits: all that is memory of the guest's
 * own. */
#define PLAT_MRD_DIRECT                                                   \
	(1u << PLAT_MRD_FREE | 1u << PLAT_MRD_INITRD |                    \
	 1u << PLAT_MRD_CMDLINE | 1u << PLAT_MRD_DEVICETREE |             \
	 1u << PLAT_MRD_IMAGE_DATA | 1u << PLAT_MRD_IMAGE_RODATA |        \
	 1u << PLAT_MRD_IMAGE_TEXT)

struct plat_mrd {
	plat_pa_t start;
	uint64_t size;       /* bytes */
	plat_attr_t attr;    /* permissions, memory type, shared with the host */
	uint8_t type;        /* enum plat_mrd_type */
	uint16_t link;       /* the list's own; others leave it alone */
	const char *owner;   /* who added it, a constant string; never NULL */
};

/*
 * What the list had to do about ill-formed input. Counts, for the log.
 *
 * An overlap that matters is one where a HOLE, INITRD, CMDLINE, DEVICETREE or
 * DEVICE region loses more than one page (which rounding may cost it) to a
 * region of another type. FREE and RESERVED are there to be lived in,
 * firmware tables may lie in either, and an image's parts are its own affair.
 * One that begins within another counts once, against what holds that place.
 */
struct plat_mrd_faults {
	uint32_t nr_empty;    /* size 0, or nothing left after rounding */
	uint32_t nr_wrapped;  /* start + size exceeds the address space: cut */
	uint32_t nr_invalid;  /* unknown type: taken as RESERVED */
	uint32_t nr_overlaps; /* that matter */
	uint32_t nr_dropped;  /* FREE regions given up for lack of room */
};

/*
 * A list in memory that the caller provides; no function moves entries of a
 * normalised list. Before plat_mrd_normalise(): in order of adding, rounded to
 * pages. After: sorted by start, disjoint, neighbours that are alike merged.
 */
struct plat_mrd_list {
	struct plat_mrd *mrds; /* room for capacity entries */
	uint32_t nr_mrds;
	uint32_t capacity;
	struct plat_mrd_faults faults;
};

/* More entries than this are not used, however large a list's storage. */
#define PLAT_MRD_LIST_MAX 65535u

/**
 * Begin an empty list in @mrds.
 *
 * Context: any; the caller serialises use of @list, here and below.
 */
void plat_mrd_list_init(struct plat_mrd_list *list, struct plat_mrd *mrds,
			uint32_t capacity);

/**
 * Add a region as firmware or a device states it, rounded to pages. Ill-formed
 * input degrades: a range that wraps is cut at the end of the address space,
 * an empty one is dropped, an unknown type is taken as RESERVED; list->faults
 * counts them.
 *
 * @type: enum plat_mrd_type.
 * Requires: @list is not normalised yet; @owner outlives it, and is not NULL.
 * Returns:  0, also where the region was dropped as described;
 *           -PLAT_ENOMEM: the list is full of regions that are not FREE, and
 *           so is this one (a FREE region is given up before any other, the
 *           smallest first: less memory is safe, a lost reservation is not).
 *           The list is as it was; the boot cannot go on safely.
 */
PLAT_MUST_CHECK
int plat_mrd_add_range(struct plat_mrd_list *list, struct plat_pa_range range,
		       unsigned int type, plat_attr_t attr, const char *owner);

/** The same for a region in a descriptor. */
PLAT_MUST_CHECK
static inline int plat_mrd_add(struct plat_mrd_list *list,
			       const struct plat_mrd *mrd)
{
	struct plat_pa_range range = {mrd->start, mrd->size};

	return plat_mrd_add_range(list, range, mrd->type, mrd->attr,
				  mrd->owner);
}

/**
 * Sort, cut and merge @list by the table above. From then on it is in @room,
 * and what plat_mrd_list_init() was given is the caller's again.
 *
 * @room: for 2 * list->capacity entries, so that it always suffices. What n
 *        entries do not need of it is not touched.
 * Cost:  O(n log n); less where the regions were added in order.
 */
void plat_mrd_normalise(struct plat_mrd_list *list, struct plat_mrd *room);

/**
 * The region that holds @pa.
 *
 * Requires: @list is normalised.
 * Cost:     O(log n).
 * Returns:  the entry; NULL where no region holds @pa.
 */
const struct plat_mrd *plat_mrd_find(const struct plat_mrd_list *list,
				     plat_pa_t pa);

/**
 * Give up memory that cannot be reached: what lies at @limit or above of the
 * types that the direct map holds is RESERVED from now on; a region that
 * crosses @limit ends there.
 *
 * Requires: @list is normalised.
 * Cost:     O(regions that end above @limit).
 * Returns:  how many bytes.
 */
uint64_t plat_mrd_limit(struct plat_mrd_list *list, uint64_t limit);

/**
 * Bytes of all regions of @type in a normalised list.
 */
uint64_t plat_mrd_total(const struct plat_mrd_list *list,
			enum plat_mrd_type type);

/**
 * A word for a type, say "free" or "image text".
 *
 * Returns: a constant string; "?" for a number that is none.
 */
const char *plat_mrd_type_name(unsigned int type);

#endif /* PLAT_MRD_H */
