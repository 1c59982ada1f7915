/* SPDX-License-Identifier: BSD-3-Clause */
/* Random calls, some of which find no frame, against a model that knows each
 * page: whatever the order of calls, ranges are where they should be, memory
 * keeps what was written to it, and nothing is lost. */
#include "tests/unit/vmem/world.h"

#include "common/vmem/vmem.h"

#define PAGE  PLAT_PAGE_SIZE
#define BASE  WORLD_KERNEL
#define PAGES 2048
#define LARGE 512

enum kind {
	FREE,
	RANGE,
	GUARD_LOW,  /* of the stack above */
	GUARD_HIGH, /* of the stack below */
};

struct page {
	enum kind kind;
	uint64_t reservation;
	plat_attr_t attr;
	bool is_large; /* large pages are wanted */
	bool is_present;
	uint64_t value;
};

static struct page pages[PAGES];
static struct plat_vmem set;
static uint64_t nr_reservations;
static uint64_t seed = 0x9e3779b97f4a7c15ull;

static uint32_t below(uint32_t limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 16) % limit);
}

static uint64_t va_of(int page)
{
	return BASE + (uint64_t)page * PAGE;
}

static bool is_free(int page)
{
	return page < 0 || page >= PAGES || pages[page].kind == FREE;
}

static bool are_free(int from, int to)
{
	while (from < to && is_free(from))
		from++;
	return from == to;
}

/* The lowest place with a free page on both sides; -1: none. */
static int place(int nr, int align)
{
	for (int at = 0; at + nr <= PAGES; at += align) {
		if (are_free(at - 1, at + nr + 1))
			return at;
	}
	return -1;
}

static int some_size(void)
{
	return 1 + (int)(below(16) ? below(16) : below(3 * LARGE));
}

static plat_attr_t some_attr(void)
{
	static const plat_attr_t attrs[] = {PLAT_ATTR_R, PLAT_ATTR_RW,
					    PLAT_ATTR_RX, PLAT_ATTR_W};

	return attrs[below(4)];
}

static void enter(int at, int nr, plat_attr_t attr, unsigned int how,
		  int present_from)
{
	for (int i = at; i < at + nr; i++)
		pages[i] = (struct page){
			.kind = RANGE,
			.reservation = nr_reservations,
			.attr = attr,
			.is_large = how & PLAT_VMEM_2M,
			.is_present = i >= present_from,
		};
	nr_reservations++;
}

/* What a call that changes something may say: what it should, or that it found
 * no frame. */
static bool check(int is, int should)
{
	if (is == -PLAT_ENOMEM && should == 0 && world_has_failed())
		return false;
	assert_int_equal(is, should);
	return is == 0;
}

static void make_range(void)
{
	static const int aligns[] = {1, 1, 1, 16, LARGE};
	plat_attr_t attr = below(3) ? some_attr() : 0;
	unsigned int how = below(8);
	int nr = some_size(), at = (int)below(PAGES), align = aligns[below(5)];
	uint64_t align_bytes = align == 1 ? 0 : (uint64_t)align * PAGE;
	uint64_t size = (uint64_t)nr * PAGE;
	plat_va_t va = {va_of(at)};
	int should = 0, err;

	if (!attr)
		how &= ~PLAT_VMEM_POPULATE;
	if (how & PLAT_VMEM_FIXED) {
		if (at + nr > PAGES || at % align)
			should = -PLAT_EINVAL;
		else if (!are_free(at, at + nr))
			should = -PLAT_EEXIST;
	} else {
		if ((how & PLAT_VMEM_2M) && nr >= LARGE)
			align = LARGE;
		at = place(nr, align);
		if (at < 0)
			should = -PLAT_ENOMEM;
	}
	err = attr ? plat_vmem_alloc(&set, &va, size, align_bytes, attr, how)
		   : plat_vmem_reserve(&set, &va, size, align_bytes, how);
	if (!check(err, should))
		return;
	assert_int_equal(va.v, va_of(at));
	enter(at, nr, attr ? attr | PLAT_ATTR_R : 0, how,
	      how & PLAT_VMEM_POPULATE ? at : PAGES);
}

static void make_stack(void)
{
	unsigned int how = below(2) ? PLAT_VMEM_POPULATE : 0;
	int nr = 1 + (int)below(8), at = place(nr + 2, 1);
	plat_va_t top;

	if (!check(plat_vmem_stack(&set, (uint64_t)nr * PAGE, 0, how, &top),
		   at < 0 ? -PLAT_ENOMEM : 0))
		return;
	assert_int_equal(top.v, va_of(at + 1 + nr));
	pages[at].kind = GUARD_LOW;
	pages[at + 1 + nr].kind = GUARD_HIGH;
	enter(at + 1, nr, PLAT_ATTR_RW, 0, how ? at + 1 : at + nr);
}

static bool are_ranges(int from, int to)
{
	while (from < to && pages[from].kind == RANGE)
		from++;
	return from == to;
}

/* Often there is a range, and sometimes all of it is meant. */
static void some_pages(int *from, int *to)
{
	*from = (int)below(PAGES);
	for (int i = 0; i < 64 && pages[*from].kind != RANGE; i++)
		*from = (int)below(PAGES);
	*to = *from + some_size();
	if (*to > PAGES)
		*to = PAGES;
	while (below(2) && *from > 0 && *from + 1 < PAGES &&
	       pages[*from - 1].kind == RANGE)
		--*from;
	while (*to > *from + 1 && !are_ranges(*from, *to) && below(16))
		--*to;
}

static void free_range(int from, int to)
{
	if (!check(plat_vmem_free(&set, plat_va(va_of(from)),
				  (uint64_t)(to - from) * PAGE),
		   are_ranges(from, to) ? 0 : -PLAT_ENOENT))
		return;
	if (from > 0 && pages[from - 1].kind == GUARD_LOW)
		pages[from - 1].kind = FREE;
	if (to < PAGES && pages[to].kind == GUARD_HIGH)
		pages[to].kind = FREE;
	for (int i = from; i < to; i++) {
		/* Those in between, of stacks that touch. */
		pages[i].kind = FREE;
		pages[i].is_present = false;
	}
}

static void free_pages(void)
{
	int from, to;

	some_pages(&from, &to);
	free_range(from, to);
}

static void protect_pages(void)
{
	plat_attr_t attr = below(4) ? some_attr() : 0;
	int from, to;

	some_pages(&from, &to);
	if (!check(plat_vmem_protect(&set, plat_va(va_of(from)),
				     (uint64_t)(to - from) * PAGE, attr),
		   are_ranges(from, to) ? 0 : -PLAT_ENOENT))
		return;
	for (int i = from; i < to; i++) {
		pages[i].attr = attr ? attr | PLAT_ATTR_R : 0;
		pages[i].is_present &= attr != 0;
	}
}

static bool are_alike(int a, int b)
{
	return pages[a].kind == RANGE && pages[b].kind == RANGE &&
	       pages[a].reservation == pages[b].reservation &&
	       pages[a].attr == pages[b].attr;
}

/* The range that @page is in. */
static void range_of(int page, int *from, int *to)
{
	*from = page;
	*to = page + 1;
	while (*from > 0 && are_alike(*from - 1, page))
		--*from;
	while (*to < PAGES && are_alike(*to, page))
		++*to;
}

static uint64_t nr_large;

/* One that was not there is, or a large page of which none was. */
static void arrive(int page)
{
	int first = page / LARGE * LARGE, from, to;
	bool may_be_large;

	pages[page].is_present = true;
	pages[page].value = 0;
	range_of(page, &from, &to);
	may_be_large = pages[page].is_large && from <= first &&
		       to >= first + LARGE;
	for (int i = first; i < first + LARGE && may_be_large; i++)
		may_be_large = i == page || !pages[i].is_present;
	nr_large += may_be_large && world_is_mapped(plat_kernel_space(),
						    va_of(first));
	for (int i = first; i < first + LARGE && may_be_large; i++) {
		pages[i].is_present |=
			world_is_mapped(plat_kernel_space(), va_of(i));
		if (i != page && pages[i].is_present)
			pages[i].value = 0;
	}
}

static void access_page(void)
{
	static const plat_attr_t accesses[] = {PLAT_ATTR_R, PLAT_ATTR_R,
					       PLAT_ATTR_W, PLAT_ATTR_W,
					       PLAT_ATTR_X};
	int page = (int)below(PAGES);
	plat_attr_t access = accesses[below(5)];
	bool irqs_on = below(8);
	struct page *p = &pages[page];
	uint64_t *at = world_access(va_of(page) + below(512) * 8, access,
				    irqs_on);

	if (p->kind != RANGE || (p->attr & access) != access ||
	    (!p->is_present && !irqs_on)) {
		assert_null(at);
		return;
	}
	if (!at) {
		assert_true(!p->is_present && world_has_failed());
		return;
	}
	if (!p->is_present)
		arrive(page);
	at = (uint64_t *)plat_align_down((uintptr_t)at, PAGE);
	assert_int_equal(*at, p->value);
	assert_int_equal(at[511], p->value);
	if (access == PLAT_ATTR_W)
		at[0] = at[511] = p->value = seed;
}

static void query(void)
{
	int page = (int)below(PAGES), from, to;
	struct plat_vmem_info info;
	uint64_t nr = 0;
	int err = plat_vmem_query(&set, plat_va(va_of(page)), &info);

	if (pages[page].kind != RANGE) {
		assert_int_equal(err, -PLAT_ENOENT);
		return;
	}
	range_of(page, &from, &to);
	for (int i = from; i < to; i++)
		nr += pages[i].is_present;
	assert_int_equal(err, 0);
	assert_int_equal(info.va.v, va_of(from));
	assert_int_equal(info.size, (uint64_t)(to - from) * PAGE);
	assert_int_equal(info.attr, pages[page].attr);
	assert_int_equal(info.nr_pages_present, nr);
}

static void make_room(int from, int to)
{
	for (int i = from; i < to; i++) {
		if (pages[i].kind == RANGE)
			free_range(i, i + 1);
	}
}

/* Seldom there is room by chance. */
static void make_large(void)
{
	unsigned int how = PLAT_VMEM_FIXED | PLAT_VMEM_2M;
	int at = LARGE * (int)below(PAGES / LARGE - 1);
	int nr = LARGE + (int)below(64), err;
	plat_va_t va = {va_of(at)};

	if (below(32))
		return;
	make_room(at, at + nr);
	if (!are_free(at, at + nr))
		return;
	err = plat_vmem_alloc(&set, &va, (uint64_t)nr * PAGE, 0, PLAT_ATTR_RW,
			      how);
	if (check(err, 0))
		enter(at, nr, PLAT_ATTR_RW, how, PAGES);
}

/* The subtree at @r is sound. Returns: how many are black down to a leaf. */
static int check_tree(const struct plat_vmem_range *r)
{
	const struct plat_vmem_range *left = RB_LEFT(r, link);
	const struct plat_vmem_range *right = RB_RIGHT(r, link);
	uint64_t low = plat_vmem_low(r), high = plat_vmem_high(r), gap = 0;
	int black = left ? check_tree(left) : 0;

	assert_int_equal(right ? check_tree(right) : 0, black);
	if (left) {
		assert_true(left->high <= low);
		assert_ptr_equal(RB_PARENT(left, link), r);
		assert_true(!RB_COLOR(r, link) || !RB_COLOR(left, link));
		gap = plat_max_u64(left->gap, low - left->high);
		low = left->low;
	}
	if (right) {
		assert_true(right->low >= high);
		assert_ptr_equal(RB_PARENT(right, link), r);
		assert_true(!RB_COLOR(r, link) || !RB_COLOR(right, link));
		gap = plat_max_u64(gap, plat_max_u64(right->gap,
						     right->low - high));
		high = right->high;
	}
	assert_int_equal(r->low, low);
	assert_int_equal(r->high, high);
	assert_int_equal(r->gap, gap);
	return black + !RB_COLOR(r, link);
}

static void check_all(void)
{
	uint32_t nr_present = 0;

	if (RB_ROOT(&set.ranges))
		check_tree(RB_ROOT(&set.ranges));
	for (int i = 0; i < PAGES; i++) {
		const struct page *p = &pages[i];
		uint64_t *at;

		assert_int_equal(
			world_is_mapped(plat_kernel_space(), va_of(i)),
			p->is_present);
		nr_present += p->is_present;
		if (!p->is_present)
			continue;
		at = world_access(va_of(i), PLAT_ATTR_R, false);
		assert_int_equal(*at, p->value);
	}
	assert_true(world_frames_used() >= nr_present);
	/* Records: 31 a frame, and these are seldom all but empty. */
	assert_true(world_frames_used() - nr_present <= PAGES / 8);
}

static void step(void)
{
	static void (*const steps[])(void) = {
		make_range,    make_range,  make_stack,	 free_pages,
		free_pages,    free_pages,  protect_pages, protect_pages,
		access_page,   access_page, access_page, access_page,
		query,	       make_large,
	};

	if (!below(8))
		world_fail(below(6), 1 + below(3));
	steps[below(PLAT_ARRAY_SIZE(steps))]();
	world_fail(0, 0);
}

static void random_calls_do_what_the_model_does(void **state)
{
	(void)state;
	world_reset();
	assert_int_equal(plat_vmem_init(&set, plat_kernel_space(),
					plat_va(BASE), PAGES * PAGE),
			 0);
	for (unsigned int i = 0; i < MODEL_OPS; i++) {
		step();
		if (i % 64 == 0)
			check_all();
	}
	check_all();
	/* It has not been about small pages only. */
	assert_true(nr_large > MODEL_OPS / 5000);
	plat_vmem_destroy(&set);
	assert_int_equal(world_frames_used(), 0);
	assert_int_equal(world_pages_mapped(plat_kernel_space()), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_calls_do_what_the_model_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
