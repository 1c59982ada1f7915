/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page tables of a paravirtual domain. Entries have MFNs; Xen checks each set
 * as a whole when it comes into use, and from then on each change: tables are
 * read-only to the guest, wherever it maps them. xen/include/public/xen.h,
 * HYPERVISOR_mmu_update, HYPERVISOR_mmuext_op.
 *
 * Until the set is switched to it is built with plain stores, in Xen's own
 * tables. Changes of a set in use are gathered, and made when the library, or
 * the end of the room for them, asks for it.
 */
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/layout.h>
#include <plat/log.h>

#include "common/paging/entry.h"
#include "common/paging/kernel.h"
#include "common/xen/xen.h"
#include "xen-pv/x86_64/privileged.h"
#include "xen-pv/x86_64/xen-pv.h"

/* What changes Xen is asked for at once. */
#define MOST_UPDATES 256u

/* Of the call that this lcpu makes: address spaces have locks of their own. */
static PLAT_LCPU_DATA struct batch {
	struct mmu_update updates[MOST_UPDATES];
	uint32_t nr;
} batch;

static bool is_live;

/* This lcpu's root; 0: the kernel's. */
static PLAT_LCPU_DATA uint64_t loaded;

static uint64_t table_offset = PLAT_IMAGE_BASE;

/* Xen's own tables; empty once they are left. */
static struct plat_pa_range *const first_tables = &plat_xen_pv_info.tables;

static const uint64_t leaf_flags[] = { /* by USER and GLOBAL */
	X86_PT_P | X86_PT_A | X86_PT_US | X86_PT_KERNEL,
	X86_PT_P | X86_PT_A | X86_PT_US | X86_PT_G,
	X86_PT_P | X86_PT_A | X86_PT_US | X86_PT_KERNEL,
	X86_PT_P | X86_PT_A | X86_PT_US | X86_PT_G,
};

void plat_xen_pv_geometry(struct plat_pt_geometry *geometry)
{
	geometry->leaf_levels = 1;
	geometry->leaf_flags = leaf_flags;
}

static plat_pa_t encode(void *ctx, plat_pa_t pa, plat_attr_t attr)
{
	(void)ctx;
	(void)attr;
	return plat_pa(plat_xen_pv_to_mfn(pa).v << PLAT_PAGE_SHIFT &
		       X86_PT_ADDRESS);
}

static plat_pa_t decode(void *ctx, plat_pa_t out, plat_attr_t *attr)
{
	plat_pa_t pa = {X86_PT_ADDRESS};

	(void)ctx;
	(void)attr;
	(void)plat_xen_pv_find(plat_xen_mfn(out.v >> PLAT_PAGE_SHIFT), &pa);
	return pa;
}

static int commit(void *ctx)
{
	struct batch *mine = plat_lcpu_ptr(batch);
	uint32_t nr = mine->nr;

	(void)ctx;
	if (!nr)
		return 0;
	mine->nr = 0;
	return plat_xen_error(plat_xen_hypercall(__HYPERVISOR_mmu_update,
						 (uintptr_t)mine->updates, nr,
						 0, DOMID_SELF, 0));
}

static int ask(plat_pa_t table, unsigned int index, uint64_t entry)
{
	struct batch *mine = plat_lcpu_ptr(batch);
	struct mmu_update *update;
	int err = 0;

	if (mine->nr == MOST_UPDATES)
		err = commit(NULL);
	if (err)
		return err;
	update = &mine->updates[mine->nr++];
	update->ptr = plat_xen_pv_to_mfn(table).v << PLAT_PAGE_SHIFT |
		      index * sizeof(entry) | MMU_NORMAL_PT_UPDATE;
	update->val = entry;
	return 0;
}

static uint64_t *table_at(plat_pa_t table)
{
	return plat_va_ptr(plat_va(table.v + table_offset));
}

static int write(void *ctx, plat_pa_t table, unsigned int index,
		 unsigned int nr, uint64_t entry, uint64_t step)
{
	int err = 0;

	(void)ctx;
	if (!is_live) {
		plat_pt_set(table_at(table) + index, nr, entry, step);
		return 0;
	}
	for (; nr && !err; nr--, index++, entry += step)
		err = ask(table, index, entry);
	return err;
}

/* Two entries at once, PER_ROUND in a round: @nr is a multiple of that. Each is
 * a load, a shift, an or and a store. */
#define PER_ROUND 16u

static void fill_fast(uint64_t *entries, const uint64_t *mfns, uint64_t nr,
		      uint64_t bits)
{
	__asm__ volatile("movq %[bits], %%xmm1\n\t"
			 "punpcklqdq %%xmm1, %%xmm1\n"
			 "1:\n\t"
			 ".irp offset, 0, 16, 32, 48, 64, 80, 96, 112\n\t"
			 "movdqu \\offset(%[mfns]), %%xmm0\n\t"
			 "psllq $12, %%xmm0\n\t"
			 "por %%xmm1, %%xmm0\n\t"
			 "movdqu %%xmm0, \\offset(%[entries])\n\t"
			 ".endr\n\t"
			 "sub $-128, %[mfns]\n\t"
			 "sub $-128, %[entries]\n\t"
			 "sub $16, %[nr]\n\t"
			 "jnz 1b"
			 : [entries] "+r"(entries), [mfns] "+r"(mfns),
			   [nr] "+r"(nr)
			 : [bits] "r"(bits)
			 : "memory", "cc");
}

static void fill_memory(uint64_t *entries, const uint64_t *mfns, uint64_t nr,
			uint64_t bits)
{
	uint64_t rest = nr % PER_ROUND;

	for (; rest; rest--)
		*entries++ = *mfns++ << PLAT_PAGE_SHIFT | bits;
	if (nr >= PER_ROUND)
		fill_fast(entries, mfns, nr - nr % PER_ROUND, bits);
}

/* Xen's tables are mapped among the rest, but not to be written. */
static void spare_tables(uint64_t *entries, unsigned int nr, plat_pa_t pa)
{
	uint64_t start = plat_max_u64(pa.v, first_tables->start.v);
	uint64_t end = plat_min_u64(pa.v + nr * PLAT_PAGE_SIZE,
				    first_tables->start.v + first_tables->size);

	for (; start < end; start += PLAT_PAGE_SIZE)
		entries[(start - pa.v) >> PLAT_PAGE_SHIFT] &= ~X86_PT_RW;
}

static void fill(void *ctx, uint64_t *entries, unsigned int nr, plat_pa_t pa,
		 uint64_t bits)
{
	(void)ctx;
	if (plat_range_below(plat_xen_pv_pfn(pa).v, nr,
			     plat_xen_pv_info.nr_pages)) {
		fill_memory(entries, plat_xen_pv_mfns(pa), nr, bits);
		spare_tables(entries, nr, pa);
		return;
	}
	for (; nr; nr--, pa.v += PLAT_PAGE_SIZE)
		*entries++ = encode(NULL, pa, 0).v | bits;
}

static int write_pages(void *ctx, plat_pa_t table, unsigned int index,
		       unsigned int nr, plat_pa_t pa, uint64_t bits)
{
	int err = 0;

	if (!is_live) {
		fill(ctx, table_at(table) + index, nr, pa, bits);
		return 0;
	}
	for (; nr && !err; nr--, index++, pa.v += PLAT_PAGE_SIZE)
		err = ask(table, index, encode(NULL, pa, 0).v | bits);
	return err;
}

/* Where the guest has memory mapped: in the direct map and, if it is a part of
 * the image, in the image window. */
static const uint64_t aliases[] = {PLAT_DIRECT_MAP_BASE, PLAT_IMAGE_BASE};

/* For each the level-0 table that this lcpu has found last: neighbours are
 * asked for one after the other, and those tables are never freed. */
static PLAT_LCPU_DATA struct near {
	uint64_t va;
	plat_pa_t root;
	plat_pa_t table;
} nears[PLAT_ARRAY_SIZE(aliases)];

PLAT_NOINLINE static bool find_table(struct near *near, plat_pa_t root,
				     uint64_t va)
{
	plat_pa_t table = root;

	for (unsigned int level = 3; level > 0; level--) {
		uint64_t entry = table_at(table)[pt_index(va, level)];

		if (!(entry & X86_PT_P))
			return false;
		table = decode(NULL, plat_pa(entry & X86_PT_ADDRESS), NULL);
	}
	*near = (struct near){va, root, table};
	return true;
}

static inline bool is_near(const struct near *near, plat_pa_t root,
			   uint64_t va)
{
	return near->root.v == root.v &&
	       (near->va ^ va) < plat_pt_span(1);
}

/* What may be said of frames that are tables, or were: of all those of one set
 * at once. */
struct frames {
	plat_pa_t root;    /* of the set that maps them */
	bool asks;         /* it is in use: Xen changes it */
	bool is_writable;
};

static uint64_t with_write(uint64_t entry, bool is_writable)
{
	const uint64_t bits = X86_PT_RW | X86_PT_D;

	return is_writable ? entry | bits : entry & ~bits;
}

/* Those @nr from @pa on, by @table's entries from @index on. What is not there
 * is not mapped: what lies behind the image is not in its window. */
static int mark_in(const struct frames *frames, plat_pa_t table,
		   unsigned int index, unsigned int nr, plat_pa_t pa)
{
	const uint64_t *mfns = plat_xen_pv_mfns(pa);
	uint64_t *entry = table_at(table) + index;
	int err = 0;

	for (unsigned int i = 0; i < nr && !err; i++, entry++) {
		uint64_t value = with_write(*entry, frames->is_writable);

		if (!(*entry & X86_PT_P) ||
		    (*entry & X86_PT_ADDRESS) != mfns[i] << PLAT_PAGE_SHIFT)
			continue;
		if (frames->asks)
			err = ask(table, index + i, value);
		else
			*entry = value;
	}
	return err;
}

static int mark_alias(const struct frames *frames, unsigned int alias,
		      plat_pa_t pa, uint64_t nr)
{
	struct near *near = &(*plat_lcpu_ptr(nears))[alias];
	uint64_t va = aliases[alias] + pa.v;
	int err = 0;

	if (va < aliases[alias])
		return 0;
	while (nr && !err) {
		unsigned int index = pt_index(va, 0);
		unsigned int room = PLAT_PT_ENTRIES - index;

		if (nr < room)
			room = (unsigned int)nr;
		if (is_near(near, frames->root, va) ||
		    find_table(near, frames->root, va))
			err = mark_in(frames, near->table, index, room,
				      plat_pa(va - aliases[alias]));
		va += room * PLAT_PAGE_SIZE;
		nr -= room;
	}
	return err;
}

/* Let @nr frames from @pa on be written, or not. */
static int mark(const struct frames *frames, plat_pa_t pa, uint64_t nr)
{
	int err = 0;

	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(aliases) && !err; i++)
		err = mark_alias(frames, i, pa, nr);
	return err;
}

/* Let @table be written in the set that is in use, or not. */
static int set_live(plat_pa_t table, bool is_writable)
{
	struct frames frames = {plat_kernel_pt()->root, true, is_writable};

	return mark(&frames, table, 1);
}

static int mmuext(struct mmuext_op *op, uint32_t nr)
{
	return plat_xen_error(plat_xen_hypercall(__HYPERVISOR_mmuext_op,
						 (uintptr_t)op, nr, 0,
						 DOMID_SELF, 0));
}

static int attach(void *ctx, plat_pa_t table, unsigned int level)
{
	(void)ctx;
	(void)level;
	return is_live ? set_live(table, false) : 0;
}

/* At once: what is in the table may be changed afterwards. */
static void detach(void *ctx, plat_pa_t table, unsigned int level)
{
	int err = 0;

	(void)level;
	if (is_live)
		err = set_live(table, true);
	if (!err)
		err = commit(ctx);
	if (err)
		plat_err("xen-pv: a page table's frame %#lx stays one: %d",
			 table.v, err);
}

static int pin(unsigned int command, plat_pa_t root)
{
	struct mmuext_op op = {
		.cmd = command,
		.arg1.mfn = plat_xen_pv_to_mfn(root).v,
	};

	return mmuext(&op, 1);
}

/* It stays checked while nobody has loaded it. */
static int root_attach(void *ctx, plat_pa_t root)
{
	int err = set_live(root, false);

	if (!err)
		err = commit(ctx);
	if (!err)
		err = pin(MMUEXT_PIN_L4_TABLE, root);
	if (err)
		detach(ctx, root, 3);
	return err;
}

/* What Xen has put there for itself is nothing to go through. */
static void drop_xens(plat_pa_t root)
{
	unsigned int first = pt_index(HYPERVISOR_VIRT_START, 3);
	unsigned int end = pt_index(HYPERVISOR_VIRT_END, 3);

	plat_pt_set(table_at(root) + first, end - first, 0, 0);
}

static void root_detach(void *ctx, plat_pa_t root)
{
	int err = pin(MMUEXT_UNPIN_TABLE, root);

	if (!err)
		err = set_live(root, true);
	if (!err)
		err = commit(ctx);
	if (!err)
		drop_xens(root);
	else
		plat_err("xen-pv: a root %#lx stays one: %d", root.v, err);
}

/* Xen knows on which CPUs this domain runs, and tells them. */
static void invalidate(void *ctx, const struct plat_pt *pt,
		       const struct plat_pt_flush *flush)
{
	struct mmuext_op op = {.cmd = MMUEXT_TLB_FLUSH_ALL};

	(void)ctx;
	(void)pt;
	if (!is_live || flush->only_added)
		return;
	if (flush->size >> flush->page_shift == 1) {
		op.cmd = MMUEXT_INVLPG_ALL;
		op.arg1.linear_addr = flush->va.v;
	}
	if (mmuext(&op, 1))
		plat_err("xen-pv: a TLB cannot be invalidated");
}

const struct plat_pt_ops plat_xen_pv_pt_ops = {
	.table_alloc = plat_kernel_table_alloc,
	.table_free = plat_kernel_table_free,
	.table_attach = attach,
	.table_detach = detach,
	.root_attach = root_attach,
	.root_detach = root_detach,
	.encode = encode,
	.decode = decode,
	.write = write,
	.fill = fill,
	.write_pages = write_pages,
	.commit = commit,
	.invalidate = invalidate,
	.general = &plat_pt_general,
};

/* What Xen has mapped for a guest stays where it is: its list of frames, which
 * is read, and the page of its console. */
static int keep(struct plat_pt *pt)
{
	const struct plat_xen_pv_info *info = &plat_xen_pv_info;
	unsigned int top = pt_index(PLAT_HOST_BASE, 3);
	const plat_attr_t attr = PLAT_ATTR_RW | PLAT_ATTR_GLOBAL;
	plat_pa_t page;
	int err = 0;

	if (info->p2m.v == PLAT_HOST_BASE)
		table_at(pt->root)[top] =
			(table_at(info->tables.start)[top] & ~X86_PT_RW) |
			X86_PT_NX | X86_PT_BORROWED;
	else
		err = plat_pt_map(pt, info->p2m, info->p2m_frames.start,
				  info->p2m_frames.size,
				  PLAT_ATTR_R | PLAT_ATTR_GLOBAL, PLAT_PT_BUILD);
	if (!err && plat_xen_pv_find(info->console.mfn, &page))
		err = plat_pt_map(pt, plat_va(PLAT_IMAGE_BASE + page.v), page,
				  PLAT_PAGE_SIZE, attr, PLAT_PT_BUILD);
	return err;
}

/* The new tables lie in one piece from the root on. */
static int protect_all(const struct plat_pt *pt)
{
	uint64_t nr = (pt->spare.start.v - pt->root.v) >> PLAT_PAGE_SHIFT;
	struct frames new = {pt->root, false, false};
	struct frames old = {first_tables->start, true, false};
	int err = mark(&new, pt->root, nr);

	if (!err)
		err = mark(&old, pt->root, nr);
	return err ? err : commit(NULL);
}

void plat_xen_pv_load_root(uint64_t root)
{
	struct mmuext_op op = {
		.cmd = MMUEXT_NEW_BASEPTR,
		.arg1.mfn = plat_xen_pv_to_mfn(
				    plat_pa(root & X86_PT_ADDRESS)).v,
	};

	if (mmuext(&op, 1))
		plat_err("xen-pv: the root %#lx is refused", root);
	else
		plat_lcpu_set(loaded, root & X86_PT_ADDRESS);
}

uint64_t plat_xen_pv_root(void)
{
	uint64_t root = plat_lcpu_get(loaded);

	return root ? root : plat_kernel_pt()->root.v;
}

static int load(plat_pa_t root)
{
	struct mmuext_op ops[] = {
		{.cmd = MMUEXT_PIN_L4_TABLE,
		 .arg1.mfn = plat_xen_pv_to_mfn(root).v},
		{.cmd = MMUEXT_NEW_BASEPTR,
		 .arg1.mfn = plat_xen_pv_to_mfn(root).v},
		{.cmd = MMUEXT_UNPIN_TABLE,
		 .arg1.mfn =
			 plat_xen_pv_to_mfn(plat_xen_pv_info.tables.start).v},
	};

	return mmuext(ops, PLAT_ARRAY_SIZE(ops));
}

/* Xen's tables are memory like any other from now on. */
static int free_first_tables(plat_pa_t root)
{
	struct frames frames = {root, true, true};
	int err = mark(&frames, first_tables->start,
		       first_tables->size >> PLAT_PAGE_SHIFT);

	first_tables->size = 0;
	return err ? err : commit(NULL);
}

int plat_xen_pv_switch_root(struct plat_pt *pt)
{
	int err = keep(pt);

	if (!err)
		err = protect_all(pt);
	if (!err)
		err = load(pt->root);
	if (err)
		return err;
	is_live = true;
	table_offset = PLAT_DIRECT_MAP_BASE;
	plat_early_linear.size = 0;
	return free_first_tables(pt->root);
}
