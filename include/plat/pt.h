/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page-table library: builds, changes and reads page tables, and does
 * nothing else. It has no globals and takes no lock; it knows the format of
 * the tables (geometry), and reaches everything around them through the
 * caller's operations. The same code makes the boot tables on the build
 * machine, the kernel's tables during the boot, address spaces at run time,
 * and is tested on the host.
 *
 * Levels count from the leaves: a level-0 table holds 4 KiB pages, an entry
 * of a level-1 table is a 2 MiB page or refers to a level-0 table, and so on;
 * the root is at level nr_levels - 1.
 */
#ifndef PLAT_PT_H
#define PLAT_PT_H

#include <plat/attr.h>
#include <plat/types.h>

#define PLAT_PT_ENTRIES    512u
#define PLAT_PT_MAX_LEVELS 5u

enum plat_pt_format {
	PLAT_PT_X86_64, /* Intel SDM 3A 4.5; AMD 24593 5.3 */
	PLAT_PT_ARM64,  /* VMSAv8-64, 4 KiB granule; Arm DDI 0487 D8 */
};

/* Which virtual addresses one root translates. */
enum plat_pt_half {
	PLAT_PT_HALF_BOTH,  /* x86: sign-extended (canonical) addresses */
	PLAT_PT_HALF_LOWER, /* arm64, TTBR0: all bits above va_bits are 0 */
	PLAT_PT_HALF_UPPER, /* arm64, TTBR1: all bits above va_bits are 1 */
};

/*
 * What the hardware's tables look like. Run-time data: found out from the
 * CPU at boot, or chosen by a host test.
 */
struct plat_pt_geometry {
	enum plat_pt_format format;
	enum plat_pt_half half;
	uint8_t nr_levels;   /* of tables, the root included: 3 to 5 */
	uint8_t va_bits;     /* 39, 48, 52 (LPA2) or 57 (x86, 5 levels) */
	uint8_t pa_bits;     /* widest output address */
	uint8_t leaf_levels; /* bit L: an entry at level L can be a page; no
			      * gaps: 1, 3, 7, and with LPA2 15 */
	bool has_nx;         /* x86: EFER.NXE is on; arm64: always */
	bool lpa2;           /* arm64: TCR_EL1.DS: address bits 51:50 where SH
			      * would be; SH is TCR_EL1's then */
	bool guarded;        /* arm64: an indirect branch into what the kernel
			      * executes has to hit a BTI instruction */
	bool break_before_make; /* arm64: a live entry is first made invalid,
				 * and invalidated in the TLBs, before it
				 * changes size, output address or type */
	/* x86: what USER and GLOBAL come to, present and accessed bits with
	 * them: at attr / PLAT_ATTR_USER % 4. The rest follows from the other
	 * attributes. */
	const uint64_t *leaf_flags;
	/* The bits that select each memory type in an entry: x86: PWT, PCD
	 * and PAT (as for a 4 KiB page; the library moves PAT for large
	 * ones); arm64: AttrIndx and SH. Where two types have the same bits,
	 * a query answers with the first. */
	uint64_t memtype_bits[PLAT_NR_MEMTYPES];
};

struct plat_pt;
struct plat_pt_general;

/* What has to be invalidated after a change: once per call, never per page. */
struct plat_pt_flush {
	plat_va_t va;
	uint64_t size;       /* bytes */
	uint8_t page_shift;  /* of the smallest page that was there before */
	bool tables_removed; /* walk caches hold removed tables, too */
	bool only_added;     /* what changed was not mapped before: no TLB
			      * holds anything of it; arm64 has to order the
			      * stores (DSB, ISB) nevertheless */
};

/*
 * What surrounds the tables. A NULL member is the native behaviour, which
 * costs no call: table_alloc and table_free alone are never NULL where
 * tables may be needed.
 */
struct plat_pt_ops {
	/**
	 * A frame for a table. Its contents do not matter.
	 *
	 * Returns: 0; -PLAT_ENOMEM.
	 */
	int (*table_alloc)(void *ctx, plat_pa_t *table);

	/** Takes a frame back; no entry refers to it and no TLB caches it. */
	void (*table_free)(void *ctx, plat_pa_t table);

	/**
	 * Where the table at @table can be read (and, with a native write,
	 * written). NULL member: at table.v + pt->table_offset.
	 */
	uint64_t *(*table_ptr)(void *ctx, plat_pa_t table);

	/**
	 * Called when a filled table is about to be referred to (PV: it must
	 * be read-only from then on, or pinned), and when no entry refers to
	 * it any more (TLBs and walk caches may, until the invalidate; a
	 * table is detached before those below it). The root is not the
	 * library's to attach: whoever makes it the CPU's does that.
	 *
	 * Returns: 0, or a negative status that fails the whole operation.
	 */
	int (*table_attach)(void *ctx, plat_pa_t table, unsigned int level);
	void (*table_detach)(void *ctx, plat_pa_t table, unsigned int level);

	/**
	 * The same for the root of an address space (<plat/paging.h>): CPUs may
	 * load it from now on, and none does any more, or will. The library
	 * does not call these.
	 *
	 * Returns: 0, or a negative status: it cannot be loaded.
	 */
	int (*root_attach)(void *ctx, plat_pa_t root);
	void (*root_detach)(void *ctx, plat_pa_t root);

	/**
	 * The address that goes into an entry for @pa mapped with @attr, and
	 * back: PV: p2m and m2p; CCA: the unprotected alias; SEV: the C-bit.
	 * Tables themselves are encoded with attr PLAT_ATTR_RW; of a large
	 * page the first address is. decode adds to *@attr what the address
	 * tells (PLAT_ATTR_SHARED). Both members are given, or none; without
	 * them PLAT_ATTR_SHARED has no effect.
	 */
	plat_pa_t (*encode)(void *ctx, plat_pa_t pa, plat_attr_t attr);
	plat_pa_t (*decode)(void *ctx, plat_pa_t out, plat_attr_t *attr);

	/**
	 * Write @nr entries of the table at @table from @index on: the first
	 * is @entry, each next one larger by @step (modulo 2^64). Only for
	 * tables that are referred to, and roots: a table that is being
	 * filled is written to directly. NULL member: plain stores.
	 *
	 * Returns: 0, or a negative status: none of them was written.
	 */
	int (*write)(void *ctx, plat_pa_t table, unsigned int index,
		     unsigned int nr, uint64_t entry, uint64_t step);

	/**
	 * Fill @nr entries of a level-0 table that is being filled: pages from
	 * @pa on, each with @bits beside what encode tells. NULL member: encode
	 * is asked for each page.
	 */
	void (*fill)(void *ctx, uint64_t *entries, unsigned int nr,
		     plat_pa_t pa, uint64_t bits);

	/**
	 * As write, of level-0 entries of which encode is asked for each page
	 * from @pa on, with @bits beside it. NULL member: write is asked for
	 * runs of what encode tells.
	 */
	int (*write_pages)(void *ctx, plat_pa_t table, unsigned int index,
			   unsigned int nr, plat_pa_t pa, uint64_t bits);

	/**
	 * What write was asked for since the last time takes effect now, if it
	 * has not yet. Called before entries that were written are read again,
	 * and at the end of each call. NULL member: write puts nothing off.
	 *
	 * Returns: 0, or a negative status: some of it was not written.
	 */
	int (*commit)(void *ctx);

	/**
	 * Make a change visible on every lcpu that uses @pt. Called once by a
	 * call that changes something, and once more where the change has to
	 * be undone. Pages that changed lie wholly in the range. NULL member:
	 * the tables are not in use.
	 */
	void (*invalidate)(void *ctx, const struct plat_pt *pt,
			   const struct plat_pt_flush *flush);

	/* Tables that the root refers to stay when they are empty. */
	bool keeps_top;

	/* What a series of plat_pt_build() does where tables are not written
	 * natively, or an LPA2 address is 2^50 or more: &plat_pt_general.
	 * NULL: such a set cannot be built, and an image that has no other
	 * use for it is without the code. */
	const struct plat_pt_general *general;
};

/* One set of tables: a root and what is below it. The caller serialises its
 * use; readers (plat_pt_query, plat_pt_walk) may run beside each other. */
struct plat_pt {
	const struct plat_pt_geometry *geometry;
	const struct plat_pt_ops *ops;
	void *ctx;             /* handed to each operation */
	uint64_t table_offset; /* VA - PA of a table where table_ptr is NULL */
	plat_pa_t root;
	struct plat_pa_range spare; /* frames that a series of plat_pt_build()
				     * takes before it asks table_alloc; the
				     * owner's to set, none at first */
	uint64_t first_va;     /* plat_pt_open(): calls about these addresses, */
	uint64_t va_span;      /* so many bytes, may take the short way: */
	uint64_t plain_pa;     /* to pages whose addresses differ from this, of
				* an aligned block of memory, */
	uint64_t plain_mask;   /* in none of these bits; */
	uint64_t address_mask; /* where a 4 KiB page's entry has its address; */
	uint64_t fixed_mask;   /* what of it a plain store may not change */
	uint64_t near_va;      /* a page in the 2 MiB of the last one, or
				* nothing that is aligned; */
	uint64_t *near;        /* the table of these, */
	uint64_t *near_up;     /* the one that refers to it, */
	uint64_t *near_top;    /* and that of level 3, or NULL: 3 levels */
	uint32_t nr_tables;    /* allocated by this set, the root included */
	bool is_native;        /* of table_ptr, encode, decode and write none
				* is given: the short way can be taken */
};

/*
 * How to treat what is there already, and how large pages may be. One policy
 * and limits (which unmap and protect do not look at) are or-ed together.
 */
#define PLAT_PT_FAIL    0u /* map: a page is mapped; unmap, protect: is not */
#define PLAT_PT_REPLACE 1u /* map: what was mapped is replaced */
#define PLAT_PT_KEEP    2u /* map: what was mapped stays; unmap, protect: what
			    * is not mapped is passed over */
#define PLAT_PT_POLICY  3u

#define PLAT_PT_MAX_4K (1u << 4) /* no page larger than 4 KiB */
#define PLAT_PT_MAX_2M (1u << 5) /* no page larger than 2 MiB */

/* Building: nothing of the range is in use yet, and a failed call may leave
 * part of it mapped; what becomes valid needs no invalidation (but on arm64
 * the caller's plat_mmu_publish()). Saves the first pass, which finds out
 * whether the call will succeed. */
#define PLAT_PT_BUILD (1u << 6)

/**
 * Begin a set of tables with an empty root.
 *
 * @geometry, @ops, @ctx: kept by reference.
 * @table_offset: see struct plat_pt.
 * Returns: 0; -PLAT_EINVAL: the geometry is not one that exists;
 *          -PLAT_ENOMEM, or what table_alloc returned.
 * Source:  Intel SDM 3A 4.5; Arm DDI 0487 D8.2.
 */
PLAT_MUST_CHECK
int plat_pt_init(struct plat_pt *pt, const struct plat_pt_geometry *geometry,
		 const struct plat_pt_ops *ops, void *ctx,
		 uint64_t table_offset);

/**
 * Describe tables that exist already (boot tables, a hypervisor's).
 *
 * @nr_tables: how many of them belong to the set: those that
 *             plat_pt_destroy() and plat_pt_unmap() hand to table_free.
 */
void plat_pt_adopt(struct plat_pt *pt, const struct plat_pt_geometry *geometry,
		   const struct plat_pt_ops *ops, void *ctx,
		   uint64_t table_offset, plat_pa_t root, uint32_t nr_tables);

/**
 * Let calls about @half of the addresses that the root translates take the
 * short way, once table_offset is what it will stay: plat_pt_init() has done
 * so, plat_pt_adopt() has not.
 *
 * @half: of an x86 set any, of others the geometry's.
 */
void plat_pt_open(struct plat_pt *pt, enum plat_pt_half half);

/**
 * Free every table of @pt, the root included; borrowed ones (plat_pt_graft)
 * are left alone. The root's entries are not cleared.
 *
 * Requires: no lcpu uses @pt, nor caches anything of it.
 */
void plat_pt_destroy(struct plat_pt *pt);

/**
 * Map [va, va + size) to [pa, pa + size) with @attr, with the largest pages
 * that the alignment of both, @how and the hardware allow.
 *
 * @size: bytes, a multiple of 4 KiB; 0 does nothing.
 * @attr: PLAT_ATTR_R is implied (no hardware here can map without it).
 * @how:  policy and limits, see above.
 * Requires: va and pa aligned to 4 KiB.
 * Returns:  0; -PLAT_EINVAL: unaligned, or the range wraps, or is not
 *           translated by this root, or bits of @attr or @how that do not
 *           exist; -PLAT_ERANGE: pa beyond pa_bits;
 *           -PLAT_EEXIST: a page was mapped already (PLAT_PT_FAIL);
 *           -PLAT_EBUSY: a borrowed table would have to be replaced;
 *           -PLAT_ENOMEM; or what an operation returned. A call that fails
 *           has changed no mapping (but see PLAT_PT_BUILD); a write refused
 *           by ops->write after others took effect is undone (if that is
 *           refused as well, what could not be undone stays).
 *
 * While the call runs, another lcpu may see each page as it was, as it will
 * be, or absent. A table that is there is used: it gives way to a larger page
 * only where PLAT_PT_REPLACE replaces all that it covers.
 * Source:   Intel SDM 3A 4.5, 4.10.4; Arm DDI 0487 D8.3, D8.14.
 */
PLAT_MUST_CHECK
int plat_pt_map(struct plat_pt *pt, plat_va_t va, plat_pa_t pa, uint64_t size,
		plat_attr_t attr, unsigned int how);

/* A series of maps that build a set: knows where the last one was, and how far
 * they have come. Private. */
struct plat_pt_builder {
	struct plat_pt *pt;
	uint64_t *tables[PLAT_PT_MAX_LEVELS]; /* from level up: those of */
	uint64_t at;            /* here; VAs without the bits above va_bits */
	uint64_t end;           /* nothing was built from here on */
	uint64_t base;          /* VA of the level-0 table, if level is 0 */
	uint64_t pa_limit;      /* 0: all in the general way */
	uint64_t max_mask;      /* largest page - 1 */
	uint64_t bits;          /* of a 4 KiB page with */
	plat_attr_t attr;       /* these attributes, as the last one had them */
	plat_pa_t frame;        /* allocated last */
	int status;             /* of what failed */
	unsigned int level;
	unsigned int max_level; /* of pages */
	bool is_series;         /* no: of one map with PLAT_PT_BUILD */
};

/**
 * Begin a series of plat_pt_build() of @pt. Ends with the last of them: no
 * other change of @pt may come between, nor another table_offset.
 *
 * @from: from here on nothing was built yet, but by the series itself, as far
 *        as it will come.
 */
void plat_pt_build_begin(struct plat_pt_builder *builder, struct plat_pt *pt,
			 plat_va_t from);

/**
 * As plat_pt_map() with PLAT_PT_BUILD: cheapest where addresses go up.
 *
 * Requires: no 4 KiB page of the range is mapped; that is not looked at.
 * Returns:  as plat_pt_map(); -PLAT_ENOTSUP: see ops->general.
 */
PLAT_MUST_CHECK
int plat_pt_build(struct plat_pt_builder *builder, plat_va_t va, plat_pa_t pa,
		  uint64_t size, plat_attr_t attr);

/**
 * As plat_pt_graft() with PLAT_PT_BUILD.
 *
 * Returns: as plat_pt_graft(); -PLAT_ENOTSUP: see ops->general.
 */
PLAT_MUST_CHECK
int plat_pt_build_graft(struct plat_pt_builder *builder, plat_va_t va,
			unsigned int level, plat_pa_t table);

/**
 * Unmap [va, va + size). A larger page that is only partly inside is split.
 * Tables that become empty are freed; borrowed ones stay, with what was
 * mapped in them gone for all who share them. Where there is no memory for the
 * way back (ops->write), a write that is refused leaves the others as they are.
 *
 * Requires, Returns: as plat_pt_map(); -PLAT_ENOENT: a page is not mapped
 * (PLAT_PT_FAIL). PLAT_PT_REPLACE is -PLAT_EINVAL.
 */
PLAT_MUST_CHECK
int plat_pt_unmap(struct plat_pt *pt, plat_va_t va, uint64_t size,
		  unsigned int how);

/**
 * Give [va, va + size) the attributes @attr; addresses stay. A larger page
 * that is only partly inside is split.
 *
 * Requires, Returns: as plat_pt_unmap().
 */
PLAT_MUST_CHECK
int plat_pt_protect(struct plat_pt *pt, plat_va_t va, uint64_t size,
		    plat_attr_t attr, unsigned int how);

/**
 * Split what is mapped of [va, va + size) into pages of @level or less;
 * attributes and addresses stay. What is not mapped is passed over, and of a
 * larger page that is only partly inside, the rest stays as large as it can.
 *
 * @level: 0 or 1: of 4 KiB or 2 MiB.
 * Requires, Returns: as plat_pt_map().
 */
PLAT_MUST_CHECK
int plat_pt_split(struct plat_pt *pt, plat_va_t va, uint64_t size,
		  unsigned int level);

/* One mapped page, or a run of like ones. */
struct plat_pt_mapping {
	plat_va_t va;
	plat_pa_t pa;
	uint64_t size;    /* bytes */
	plat_attr_t attr;
	uint8_t level;    /* of the entry: 0 is a 4 KiB page */
};

/**
 * The page that holds @va.
 *
 * @out: the whole page: out->va is its first byte, not @va.
 * Returns: 0; -PLAT_ENOENT: nothing is mapped there; -PLAT_EINVAL: not an
 *          address that this root translates.
 */
PLAT_MUST_CHECK
int plat_pt_query(const struct plat_pt *pt, plat_va_t va,
		  struct plat_pt_mapping *out);

/**
 * Call @visit for each page of [va, va + size) that is mapped, in order;
 * neighbours that continue each other at the same level with the same
 * attributes come as one run. A page that is partly inside comes whole.
 *
 * @visit:  returns 0 to go on; anything else ends the walk. It must not
 *          change @pt.
 * Returns: 0; what @visit returned; -PLAT_EINVAL: not a range that this root
 *          translates.
 */
PLAT_MUST_CHECK
int plat_pt_walk(const struct plat_pt *pt, plat_va_t va, uint64_t size,
		 int (*visit)(void *arg, const struct plat_pt_mapping *run),
		 void *arg);

/**
 * Let the entry at @level that covers @va refer to @table, a level - 1 table
 * that belongs to somebody else: mappings made below it are shared, and
 * plat_pt_destroy() and plat_pt_unmap() never free it.
 *
 * Returns: 0; -PLAT_EINVAL: level 0, or above the root, or an address that
 *          is unaligned or not translated; -PLAT_ERANGE: table beyond
 *          pa_bits; -PLAT_EEXIST: the entry is in use, or covered by a
 *          larger page; -PLAT_ENOMEM; or what an operation returned. A call
 *          that fails has changed nothing.
 */
PLAT_MUST_CHECK
int plat_pt_graft(struct plat_pt *pt, plat_va_t va, unsigned int level,
		  plat_pa_t table, unsigned int how);

/* The general case of plat_pt_build() and plat_pt_build_graft(). */
struct plat_pt_general {
	int (*map)(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		   uint64_t size, plat_attr_t attr, unsigned int how);
	int (*graft)(struct plat_pt *pt, plat_va_t va, unsigned int level,
		     plat_pa_t table, unsigned int how);
};

extern const struct plat_pt_general plat_pt_general;

/**
 * How many tables a map of [va, va + size) can need at most, in a set that
 * has only its root, where pa is congruent to va modulo the largest page.
 *
 * Requires: the range is translated by such a root, as for plat_pt_map().
 */
uint64_t plat_pt_tables_bound(const struct plat_pt_geometry *geometry,
			      plat_va_t va, uint64_t size);

/**
 * The entry that maps @pa with @attr as a page of @level: no operation is
 * asked, so @pa is the address that goes into it.
 *
 * Requires: pa aligned to the page, and within pa_bits; a level of
 *           leaf_levels; attributes that exist.
 */
uint64_t plat_pt_leaf(const struct plat_pt_geometry *geometry, plat_pa_t pa,
		      plat_attr_t attr, unsigned int level);

/** Bytes that one entry at @level covers. */
static inline uint64_t plat_pt_span(unsigned int level)
{
	return (uint64_t)1 << (PLAT_PAGE_SHIFT + 9 * level);
}

/**
 * The geometry of x86_64 with @nr_levels 4 or 5, EFER.NXE on, and PAT as
 * after reset: it has no WC, for which UC- stands in, which an MTRR can make
 * WC.
 *
 * @has_1g: CPUID.80000001H:EDX.Page1GB[26].
 * Source:  Intel SDM 3A 4.5, 12.12.
 */
void plat_pt_geometry_x86_64(struct plat_pt_geometry *geometry,
			     unsigned int nr_levels, unsigned int pa_bits,
			     bool has_1g);

/**
 * The geometry of arm64 with a 4 KiB granule: @va_bits 39, 48 or 52.
 *
 * @pa_bits: 32 to 52; above 48 (or va_bits 52): LPA2 descriptors, so
 *           TCR_EL1.DS is to be 1 (FEAT_LPA2), and SH in TCR_EL1 Inner.
 * AttrIndx is the memory type's number in enum plat_memtype: MAIR_EL1 is to
 * be set accordingly.
 * Source: Arm DDI 0487 D8.2, D8.3.
 */
void plat_pt_geometry_arm64(struct plat_pt_geometry *geometry,
			    enum plat_pt_half half, unsigned int va_bits,
			    unsigned int pa_bits);

#endif /* PLAT_PT_H */
