/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/unit/paging/world.h"

#define FRAMES_PA 0x40000000ull /* where the frames are: in reach of all */

/* cmocka's assertions cost calls; these run 10^8 times. */
#define CHECK(condition)                                                       \
	do {                                                                   \
		if (!(condition))                                              \
			fail_check(#condition, __LINE__);                     \
	} while (0)

static void fail_check(const char *condition, int line)
{
	fail_msg("world.c:%d: %s", line, condition);
}

uint64_t world_random(struct world *w, uint64_t n)
{
	w->rng ^= w->rng << 13;
	w->rng ^= w->rng >> 7;
	w->rng ^= w->rng << 17;
	return (w->rng >> 11) % n;
}

/* Frames. */

static uint32_t frame_of(const struct world *w, uint64_t pa)
{
	CHECK(pa % 4096 == 0 && pa >= FRAMES_PA);
	CHECK((pa - FRAMES_PA) / 4096 < NR_FRAMES);
	(void)w;
	return (uint32_t)((pa - FRAMES_PA) / 4096);
}

static uint64_t *frame_ptr(const struct world *w, uint64_t pa)
{
	return w->memory + 512ull * frame_of(w, pa);
}

static bool fails(struct world *w, unsigned int *countdown)
{
	if (*countdown == 0 || --*countdown != 0)
		return false;
	w->has_failed = true;
	return true;
}

static int table_alloc(void *ctx, plat_pa_t *table)
{
	struct world *w = ctx;
	uint32_t frame;

	if (fails(w, &w->fail_alloc))
		return -PLAT_ENOMEM;
	CHECK(w->nr_free > 0);
	frame = w->free_list[--w->nr_free];
	CHECK(!w->is_used[frame]);
	w->is_used[frame] = true;
	w->is_old[frame] = false;
	table->v = FRAMES_PA + 4096ull * frame;
	/* What was there before must not matter. */
	memset(frame_ptr(w, table->v), 0xa5, w->flavour == NATIVE ? 64 : 4096);
	return 0;
}

static void table_free(void *ctx, plat_pa_t table)
{
	struct world *w = ctx;
	uint32_t frame = frame_of(w, table.v);

	CHECK(w->is_used[frame] && !w->is_attached[frame]);
	/* One that the CPU could know is freed after the invalidation. */
	CHECK(!w->is_old[frame] ||
	      (w->nr_flushes > 0 && w->flush.tables_removed));
	w->is_used[frame] = false;
	w->free_list[w->nr_free++] = frame;
}

/* PV: the tables are found through the pseudo-physical address only, and the
 * machine address is another, in a scrambled order. */
static const uint8_t order[16] = {3, 9, 2, 8, 15, 14, 13, 0,
				  7, 6, 12, 1, 11, 4, 10, 5};

static uint64_t machine(uint64_t pa)
{
	return ((pa >> 12 & ~15ull) ^ 0x1230) << 12 |
	       (uint64_t)order[pa >> 12 & 15] << 12;
}

static uint64_t pseudo(uint64_t ma)
{
	for (uint64_t i = 0; i < 16; i++)
		if (order[i] == (ma >> 12 & 15))
			return ((ma >> 12 & ~15ull) ^ 0x1230) << 12 | i << 12;
	return 0;
}

static plat_pa_t pv_encode(void *ctx, plat_pa_t pa, plat_attr_t attr)
{
	(void)ctx;
	(void)attr;
	return plat_pa(machine(pa.v));
}

static plat_pa_t pv_decode(void *ctx, plat_pa_t out, plat_attr_t *attr)
{
	(void)ctx;
	(void)attr;
	return plat_pa(pseudo(out.v));
}

static uint64_t alias_bit(const struct world *w)
{
	return 1ull << (w->geometry.pa_bits - 1);
}

static plat_pa_t alias_encode(void *ctx, plat_pa_t pa, plat_attr_t attr)
{
	if (attr & PLAT_ATTR_SHARED)
		pa.v |= alias_bit(ctx);
	return pa;
}

static plat_pa_t alias_decode(void *ctx, plat_pa_t out, plat_attr_t *attr)
{
	if (out.v & alias_bit(ctx))
		*attr |= PLAT_ATTR_SHARED;
	return plat_pa(out.v & ~alias_bit(ctx));
}

static uint64_t *pv_table_ptr(void *ctx, plat_pa_t table)
{
	return frame_ptr(ctx, table.v);
}

static int pv_attach(void *ctx, plat_pa_t table, unsigned int level)
{
	struct world *w = ctx;
	uint32_t frame = frame_of(w, table.v);

	(void)level;
	if (fails(w, &w->fail_attach))
		return -PLAT_EPROTO;
	CHECK(w->is_used[frame] && !w->is_attached[frame]);
	w->is_attached[frame] = true;
	memcpy(w->shadow + 512ull * frame, frame_ptr(w, table.v), 4096);
	return 0;
}

/* A table that something refers to cannot be made writable. */
static void pv_detach(void *ctx, plat_pa_t table, unsigned int level)
{
	struct world *w = ctx;
	uint32_t frame = frame_of(w, table.v);
	uint64_t link = machine(table.v);

	(void)level;
	CHECK(w->is_attached[frame]);
	w->is_attached[frame] = false;
	for (uint32_t f = 0; f < NR_FRAMES; f++) {
		const uint64_t *entry = w->memory + 512ull * f;

		if (!w->is_attached[f] &&
		    (w->is_ending || f != frame_of(w, w->pt.root.v)))
			continue;
		for (int i = 0; i < 512; i++)
			CHECK(!(entry[i] & 1) ||
			      (entry[i] & 0xffffffffff000ull) != link);
	}
}

static bool is_table(const struct world *w, uint64_t entry)
{
	return w->geometry.format == PLAT_PT_X86_64 ? (entry & 0x81) == 1
						     : (entry & 3) == 3;
}

/* Arm DDI 0487 D8.14.1: everything but permissions needs break-before-make:
 * AP 7:6, PXN 53, UXN 54; software bits 58:55 are nobody's concern. */
static bool needs_break(uint64_t was, uint64_t is)
{
	return ((was ^ is) & ~(0xc0ull | 0x7e0000000000000ull)) != 0;
}

static void watch(struct world *w, uint64_t *entry, uint64_t new)
{
	if (!w->geometry.break_before_make)
		return;
	if ((*entry & 1) && (new & 1))
		CHECK(!needs_break(*entry, new));
	for (unsigned int i = 0; (new & 1) && i < w->nr_gone; i++)
		CHECK(w->gone[i].entry != entry ||
		      !needs_break(w->gone[i].was, new));
	if ((*entry & 1) && !(new & 1)) {
		CHECK(w->nr_gone < 8192);
		w->gone[w->nr_gone].entry = entry;
		w->gone[w->nr_gone++].was = *entry;
	}
}

static void write_entry(struct world *w, uint32_t frame, uint64_t *p,
			uint64_t entry)
{
	watch(w, p, entry);
	*p = entry;
	if (w->is_attached[frame])
		w->shadow[p - w->memory] = entry;
}

/* Those before the one that is refused are made, those after it never. */
static int late_commit(void *ctx)
{
	struct world *w = ctx;
	unsigned int nr = w->nr_late;

	w->nr_late = 0;
	for (unsigned int i = 0; i < nr; i++) {
		if (fails(w, &w->fail_write))
			return -PLAT_EPROTO;
		write_entry(w, w->late[i].frame, w->late[i].at,
			    w->late[i].entry);
	}
	return 0;
}

static int late_put(struct world *w, uint32_t frame, uint64_t *p,
		    uint64_t entry)
{
	int status = 0;

	if (w->nr_late == 4096)
		status = late_commit(w);
	if (!status)
		w->late[w->nr_late++] = (struct late){p, entry, frame};
	return status;
}

static int late_pages(void *ctx, plat_pa_t table, unsigned int index,
		      unsigned int nr, plat_pa_t pa, uint64_t bits)
{
	struct world *w = ctx;
	uint32_t frame = frame_of(w, table.v);
	int status = 0;

	CHECK(nr > 0 && index + nr <= 512 && w->is_used[frame]);
	for (; nr && !status; nr--, index++, pa.v += 4096)
		status = late_put(w, frame, frame_ptr(w, table.v) + index,
				  machine(pa.v) | bits);
	return status;
}

static void late_fill(void *ctx, uint64_t *entries, unsigned int nr,
		      plat_pa_t pa, uint64_t bits)
{
	(void)ctx;
	for (; nr; nr--, pa.v += 4096)
		*entries++ = machine(pa.v) | bits;
}

static void late_detach(void *ctx, plat_pa_t table, unsigned int level)
{
	CHECK(late_commit(ctx) == 0);
	pv_detach(ctx, table, level);
}

static int write_entries(void *ctx, plat_pa_t table, unsigned int index,
			 unsigned int nr, uint64_t entry, uint64_t step)
{
	struct world *w = ctx;
	uint32_t frame = frame_of(w, table.v);
	uint64_t *p = frame_ptr(w, table.v) + index;

	CHECK(nr > 0 && index + nr <= 512 && w->is_used[frame]);
	CHECK(w->flavour == WATCH || w->is_attached[frame] ||
	      table.v == w->pt.root.v);
	w->nr_writes++;
	if (w->flavour == LATE) {
		int status = 0;

		for (; nr && !status; nr--, p++, entry += step)
			status = late_put(w, frame, p, entry);
		return status;
	}
	if (fails(w, &w->fail_write))
		return -PLAT_EPROTO;
	for (; nr; nr--, p++, entry += step)
		write_entry(w, frame, p, entry);
	return 0;
}

static void invalidate(void *ctx, const struct plat_pt *pt,
		       const struct plat_pt_flush *flush)
{
	struct world *w = ctx;
	uint64_t end = flush->va.v + flush->size;

	CHECK(pt->root.v == w->pt.root.v && flush->size > 0);
	CHECK(flush->va.v % 4096 == 0 && flush->size % 4096 == 0);
	w->nr_gone = 0;
	if (w->nr_flushes++ == 0) {
		w->flush = *flush;
	} else {
		w->flush.tables_removed |= flush->tables_removed;
		w->flush.only_added &= flush->only_added;
	}
	if (flush->only_added)
		return;
	for (unsigned int i = 0; i < w->nr_cells; i++) {
		struct cell *cell = &w->cells[i];

		/* A page is dropped where an address in it is named; the
		 * steps must not be longer than the pages that were. */
		for (unsigned int p = 0; p < 2; p++) {
			struct translation *t = &cell->tlb[p];
			uint64_t va = p ? cell->va + cell->size - 4096
					: cell->va;

			if (!t->is_mapped)
				continue;
			va &= ~(t->size - 1);
			if (va < end && flush->va.v < va + t->size &&
			    (1ull << flush->page_shift) <= t->size)
				t->is_mapped = false;
		}
	}
}

/* The walker: Intel SDM 3A 4.5, Arm DDI 0487 D8.2, D8.3. */

static uint64_t out_address(const struct world *w, uint64_t entry)
{
	if (w->geometry.format == PLAT_PT_X86_64)
		return entry & 0x000ffffffffff000ull;
	if (!w->geometry.lpa2)
		return entry & 0x0000fffffffff000ull;
	return (entry & 0x0003fffffffff000ull) | (entry >> 8 & 3) << 50;
}

static uint64_t table_of(const struct world *w, uint64_t entry)
{
	uint64_t out = out_address(w, entry);

	return w->ops.table_attach ? pseudo(out) : out;
}

static plat_attr_t type_of(const struct world *w, uint64_t bits)
{
	for (plat_attr_t type = 0; type < PLAT_NR_MEMTYPES; type++)
		if (w->geometry.memtype_bits[type] == bits)
			return type << PLAT_ATTR_MT_SHIFT;
	fail_check("a memory type that exists", __LINE__);
	return 0;
}

static plat_attr_t x86_attr(const struct world *w, uint64_t e, int level)
{
	int pat = level ? 12 : 7;
	plat_attr_t attr = PLAT_ATTR_R;

	CHECK((e >> 52 & 0x7ff) == 0 && (e >> 5 & 1));
	CHECK((e >> 6 & 1) == (e >> 1 & 1)); /* no shadow-stack page */
	attr |= e >> 1 & 1 ? PLAT_ATTR_W : 0;
	attr |= e >> 2 & 1 ? PLAT_ATTR_USER : 0;
	attr |= e >> 8 & 1 ? PLAT_ATTR_GLOBAL : 0;
	attr |= e >> 63 ? 0 : PLAT_ATTR_X;
	return attr | type_of(w, (e >> 3 & 3) << 3 | (e >> pat & 1) << 7);
}

static plat_attr_t arm64_attr(const struct world *w, uint64_t e)
{
	bool is_user = e >> 6 & 1;
	plat_attr_t attr = PLAT_ATTR_R;
	uint64_t memtype = e & 0x1c;

	CHECK(e >> 10 & 1); /* AF */
	CHECK(!(e >> 5 & 1) && (e >> 50 & 7) == 0 && e >> 55 == 0);
	if (!w->geometry.lpa2) {
		memtype |= e & 0x300;
		CHECK((e >> 48 & 3) == 0);
	}
	attr |= e >> 7 & 1 ? 0 : PLAT_ATTR_W;
	attr |= is_user ? PLAT_ATTR_USER : 0;
	attr |= e >> 11 & 1 ? 0 : PLAT_ATTR_GLOBAL;
	attr |= e >> (is_user ? 54 : 53) & 1 ? 0 : PLAT_ATTR_X;
	CHECK(e >> (is_user ? 53 : 54) & 1);
	return attr | type_of(w, memtype);
}

static struct translation leaf(const struct world *w, uint64_t e, int level)
{
	struct translation t = {.is_mapped = true};
	bool is_x86 = w->geometry.format == PLAT_PT_X86_64;

	t.size = 4096ull << 9 * level;
	t.pa = out_address(w, e);
	if (is_x86 && level)
		t.pa &= ~(1ull << 12); /* PAT */
	CHECK(t.pa % t.size == 0);
	CHECK(w->geometry.leaf_levels >> level & 1);
	if (!is_x86 && level == 0)
		CHECK((e & 3) == 3);
	t.attr = is_x86 ? x86_attr(w, e, level) : arm64_attr(w, e);
	if (w->ops.table_attach)
		t.pa = pseudo(t.pa);
	if (w->flavour == ALIAS && (t.pa & alias_bit(w))) {
		t.pa &= ~alias_bit(w);
		t.attr |= PLAT_ATTR_SHARED;
	}
	return t;
}

struct translation world_walk(const struct world *w, uint64_t va)
{
	int level = w->geometry.nr_levels - 1;
	uint64_t table = w->pt.root.v;
	int top = w->geometry.va_bits - 12 - 9 * level; /* bits of the index */

	for (;; level--, top = 9) {
		uint64_t index = va >> (12 + 9 * level) & ((1ull << top) - 1);
		uint64_t e = frame_ptr(w, table)[index];

		CHECK(w->is_used[frame_of(w, table)]);
		if (!(e & 1))
			return (struct translation){.size = 4096ull
							   << 9 * level};
		if (level == 0 || !is_table(w, e))
			return leaf(w, e, level);
		if (w->geometry.format == PLAT_PT_X86_64)
			CHECK((e & 0xfff0000000000186ull) == 6);
		else
			CHECK((e & 0xf87c000000000000ull) == 0);
		table = table_of(w, e);
	}
}

static unsigned int count_below(const struct world *w, uint64_t table,
				int level)
{
	uint64_t borrowed = w->geometry.format == PLAT_PT_X86_64 ? 1ull << 9
								  : 1ull << 55;
	unsigned int nr = 1;

	for (int i = 0; level > 0 && i < 512; i++) {
		uint64_t e = frame_ptr(w, table)[i];

		if (is_table(w, e) && !(e & borrowed))
			nr += count_below(w, table_of(w, e), level - 1);
	}
	return nr;
}

unsigned int world_count_tables(const struct world *w)
{
	return count_below(w, w->pt.root.v, w->geometry.nr_levels - 1);
}

/* The model. */

uint64_t world_centre(const struct world *w)
{
	unsigned int bits = w->geometry.va_bits;
	uint64_t centre = bits == 39 ? 8ull << 30
			  : bits == 48 ? 1ull << 39
				       : 1ull << 48;

	if (w->geometry.half == PLAT_PT_HALF_UPPER)
		centre += ~0ull << bits;
	return centre;
}

void world_set_cells(struct world *w, const uint64_t *bounds,
		     unsigned int nr_bounds)
{
	w->nr_cells = nr_bounds - 1;
	CHECK(w->nr_cells <= MAX_CELLS);
	memset(w->cells, 0, sizeof(w->cells));
	for (unsigned int i = 0; i < w->nr_cells; i++) {
		CHECK(bounds[i] < bounds[i + 1]);
		w->cells[i].va = bounds[i];
		w->cells[i].size = bounds[i + 1] - bounds[i];
	}
}

#define K(n) ((uint64_t)(int64_t)(n) << 10)
#define M(n) ((uint64_t)(int64_t)(n) << 20)
#define G(n) ((uint64_t)(int64_t)(n) << 30)

static void set_default_cells(struct world *w)
{
	static const uint64_t around[] = {
		G(-2), G(-1) - M(2), G(-1) - K(4), G(-1), G(-1) + K(4),
		G(-1) + M(2), M(-6), M(-4), M(-2) - K(8), M(-2) - K(4), M(-2),
		M(-2) + K(4), M(-2) + K(16), M(-1), K(-8), K(-4), 0, K(4),
		K(8), K(12), K(32), K(64), M(1), M(2) - K(4), M(2),
		M(2) + K(4), M(4), M(4) + K(256), M(6), G(1) - M(2),
		G(1) - K(4), G(1), G(1) + M(2), G(2), G(512), G(1024),
	};
	uint64_t bounds[36];
	unsigned int nr = 0, all = w->geometry.leaf_levels > 7 ? 36 : 34;

	for (unsigned int i = 0; i < all; i++) {
		int64_t distance = (int64_t)around[i];

		if (w->geometry.leaf_levels == 1 &&
		    (distance < -(6ll << 20) || distance > 6ll << 20))
			continue;
		bounds[nr++] = world_centre(w) + around[i];
	}
	world_set_cells(w, bounds, nr);
}

struct world *world_new(const struct plat_pt_geometry *geometry,
			enum flavour flavour, uint64_t seed)
{
	struct world *w = calloc(1, sizeof(*w));

	w->geometry = *geometry;
	w->flavour = flavour;
	w->rng = seed;
	w->memory = aligned_alloc(4096, NR_FRAMES * 4096);
	w->shadow = aligned_alloc(4096, NR_FRAMES * 4096);
	memset(w->memory, 0xff, NR_FRAMES * 4096);
	while (w->nr_free < NR_FRAMES) {
		w->free_list[w->nr_free] = NR_FRAMES - 1 - w->nr_free;
		w->nr_free++;
	}
	w->ops.table_alloc = table_alloc;
	w->ops.table_free = table_free;
	w->ops.invalidate = invalidate;
	if (flavour == PV || flavour == LATE) {
		w->ops.table_ptr = pv_table_ptr;
		w->ops.encode = pv_encode;
		w->ops.decode = pv_decode;
		w->ops.table_attach = pv_attach;
		w->ops.table_detach = pv_detach;
	}
	if (flavour == LATE) {
		w->ops.table_detach = late_detach;
		w->ops.fill = late_fill;
		w->ops.write_pages = late_pages;
		w->ops.commit = late_commit;
	}
	if (flavour == PV || flavour == LATE || flavour == WATCH)
		w->ops.write = write_entries;
	if (flavour == ALIAS) {
		w->ops.encode = alias_encode;
		w->ops.decode = alias_decode;
	}
	assert_int_equal(plat_pt_init(&w->pt, &w->geometry, &w->ops, w,
				      (uintptr_t)w->memory - FRAMES_PA), 0);
	set_default_cells(w);
	return w;
}

void world_free(struct world *w)
{
	w->nr_flushes = 1;
	w->flush.tables_removed = true;
	w->is_ending = true;
	plat_pt_destroy(&w->pt);
	assert_int_equal(w->nr_free, NR_FRAMES);
	assert_int_equal(w->pt.nr_tables, 0);
	free(w->memory);
	free(w->shadow);
	free(w);
}

static uint64_t op_size(const struct world *w, const struct operation *op)
{
	const struct cell *last = &w->cells[op->end - 1];

	return last->va + last->size - w->cells[op->first].va;
}

static uint64_t choose_pa(struct world *w, uint64_t va, uint64_t size)
{
	static const uint64_t shifts[] = {K(4), K(2044), M(2), M(510), M(1)};
	uint64_t room = (1ull << w->geometry.pa_bits) -
			(w->flavour == ALIAS ? alias_bit(w) : 0);
	uint64_t pa = va & (G(512) - 1);
	unsigned int nr = size <= M(6) ? 5 : size <= G(2) ? 4 : 0;

	/* Now and then about the line where LPA2's address is cut. */
	if (room > 1ull << 50 && world_random(w, 4) == 0)
		pa += (1ull << 50) - G(512);
	else
		pa = (pa + G(512) * world_random(w, 1 << 13)) % room;
	if (nr == 5 && world_random(w, 8) == 0)
		pa += shifts[world_random(w, 2)];
	else if (nr >= 4 && world_random(w, 8) == 0)
		pa += shifts[2 + world_random(w, 2)];
	if (pa + size > room)
		pa = va & (G(1) - 1);
	return pa;
}

struct operation world_choose(struct world *w)
{
	struct operation op = {.kind = (enum op_kind)world_random(w, NR_OPS)};
	uint64_t size;

	op.first = (unsigned int)world_random(w, w->nr_cells);
	op.end = op.first + 1;
	if (world_random(w, 2))
		op.end += (unsigned int)world_random(w, 4);
	if (world_random(w, 64) == 0)
		op.end += (unsigned int)world_random(w, w->nr_cells);
	if (op.end > w->nr_cells)
		op.end = w->nr_cells;
	size = op_size(w, &op);
	op.attr = PLAT_ATTR_R |
		  ((plat_attr_t)world_random(w, 16) << 1) |
		  (plat_attr_t)world_random(w, 4) << PLAT_ATTR_MT_SHIFT;
	if (w->flavour == ALIAS && world_random(w, 2))
		op.attr |= PLAT_ATTR_SHARED;
	op.how = (unsigned int)world_random(w, 3);
	if (op.kind != OP_MAP && op.how == PLAT_PT_REPLACE)
		op.how = PLAT_PT_KEEP;
	if (size <= G(4) && world_random(w, 8) == 0)
		op.how |= PLAT_PT_MAX_2M;
	if (size <= M(6) && world_random(w, 8) == 0)
		op.how |= PLAT_PT_MAX_4K;
	op.pa = choose_pa(w, w->cells[op.first].va, size);
	return op;
}

void world_build(struct world *w, struct operation *op)
{
	if (op->kind == OP_MAP && world_random(w, 4) == 0 &&
	    (op->how & PLAT_PT_POLICY) == PLAT_PT_FAIL &&
	    world_expect(w, op) == 0)
		op->how |= PLAT_PT_BUILD;
}

int world_do(struct world *w, const struct operation *op)
{
	plat_va_t va = plat_va(w->cells[op->first].va);
	uint64_t size = op_size(w, op);

	w->nr_flushes = 0;
	w->nr_writes = 0;
	w->has_failed = false;
	if (op->kind == OP_MAP)
		return plat_pt_map(&w->pt, va, plat_pa(op->pa), size, op->attr,
				   op->how);
	if (op->kind == OP_UNMAP)
		return plat_pt_unmap(&w->pt, va, size, op->how);
	return plat_pt_protect(&w->pt, va, size, op->attr, op->how);
}

int world_expect(const struct world *w, const struct operation *op)
{
	if ((op->how & PLAT_PT_POLICY) != PLAT_PT_FAIL)
		return 0;
	for (unsigned int i = op->first; i < op->end; i++) {
		if (op->kind == OP_MAP && w->cells[i].is_mapped)
			return -PLAT_EEXIST;
		if (op->kind != OP_MAP && !w->cells[i].is_mapped)
			return -PLAT_ENOENT;
	}
	return 0;
}

void world_apply(struct world *w, const struct operation *op)
{
	for (unsigned int i = op->first; i < op->end; i++) {
		struct cell *cell = &w->cells[i];

		if (op->kind == OP_UNMAP) {
			cell->is_mapped = false;
		} else if (op->kind == OP_PROTECT) {
			cell->attr = op->attr;
		} else if (!cell->is_mapped ||
			   (op->how & PLAT_PT_POLICY) == PLAT_PT_REPLACE) {
			cell->is_mapped = true;
			cell->attr = op->attr;
			cell->pa = op->pa + cell->va - w->cells[op->first].va;
		}
	}
}

/* The first or last page of a cell: as the model says, as the query says, and
 * no TLB knows better. */
static void check_probe(struct world *w, struct cell *cell, bool last)
{
	uint64_t offset = last ? cell->size - 4096 : 0;
	struct translation t = world_walk(w, cell->va + offset);
	struct translation *tlb = &cell->tlb[last];

	CHECK(t.is_mapped == cell->is_mapped);
	if (t.is_mapped) {
		CHECK(t.pa + ((cell->va + offset) & (t.size - 1)) ==
		      cell->pa + offset);
		CHECK(t.attr == cell->attr);
	}
	if (tlb->is_mapped) {
		CHECK(t.is_mapped && tlb->attr == t.attr);
		CHECK(tlb->pa + ((cell->va + offset) & (tlb->size - 1)) ==
		      cell->pa + offset);
	}
	*tlb = t;
}

/* What changed was made visible by one call, and by no more than one. */
static void check_flush(struct world *w, const struct operation *op,
			const struct cell *before)
{
	const struct cell *first = NULL, *end = NULL;
	bool has_changed_live = false;

	CHECK(w->nr_flushes <= 1);
	if (op->how & PLAT_PT_BUILD)
		return;
	for (unsigned int i = op->first; i < op->end; i++) {
		const struct cell *old = &before[i - op->first];
		const struct cell *new = &w->cells[i];

		if (old->is_mapped == new->is_mapped &&
		    (!old->is_mapped ||
		     (old->pa == new->pa && old->attr == new->attr)))
			continue;
		first = first ? first : new;
		end = new;
		has_changed_live |= old->is_mapped;
	}
	if (!first)
		return;
	CHECK(w->nr_flushes == 1);
	CHECK(w->flush.va.v <= first->va);
	CHECK(w->flush.va.v + w->flush.size >= end->va + end->size);
	CHECK(!has_changed_live || !w->flush.only_added);
}

void world_step(struct world *w, const struct operation *op)
{
	struct cell before[MAX_CELLS];
	int expected = world_expect(w, op);
	int status;

	memcpy(before, &w->cells[op->first],
	       (op->end - op->first) * sizeof(before[0]));
	status = world_do(w, op);
	CHECK(status == expected);
	if (!status) {
		world_apply(w, op);
		check_flush(w, op, before);
	} else {
		CHECK(w->nr_flushes == 0);
	}
	check_probe(w, &w->cells[world_random(w, w->nr_cells)],
		    world_random(w, 2) != 0);
	check_probe(w, &w->cells[op->first], world_random(w, 2) != 0);
}

static void check_cell(struct world *w, const struct cell *cell)
{
	uint64_t at = cell->va, end = cell->va + cell->size;

	while (at < end) {
		struct translation t = world_walk(w, at);
		uint64_t into = at & (t.size - 1);
		struct plat_pt_mapping m;
		int status = plat_pt_query(&w->pt, plat_va(at), &m);

		CHECK(t.is_mapped == cell->is_mapped);
		CHECK(status == (t.is_mapped ? 0 : -PLAT_ENOENT));
		if (t.is_mapped) {
			CHECK(t.pa + into == cell->pa + (at - cell->va));
			CHECK(t.attr == cell->attr);
			CHECK(m.va.v == at - into && m.pa.v == t.pa);
			CHECK(m.size == t.size && m.attr == t.attr);
		}
		at += t.size - into;
	}
}

static void check_frames(struct world *w)
{
	CHECK(world_count_tables(w) == w->pt.nr_tables);
	CHECK(NR_FRAMES - w->nr_free == w->pt.nr_tables);
	for (uint32_t f = 0; f < NR_FRAMES; f++) {
		w->is_old[f] = w->is_used[f];
		CHECK(!w->is_attached[f] || w->is_used[f]);
		if (w->is_attached[f])
			CHECK(!memcmp(w->memory + 512ull * f,
				      w->shadow + 512ull * f, 4096));
	}
}

void world_check(struct world *w)
{
	for (unsigned int i = 0; i < w->nr_cells; i++) {
		check_cell(w, &w->cells[i]);
		check_probe(w, &w->cells[i], false);
		check_probe(w, &w->cells[i], true);
	}
	check_frames(w);
}
