/* SPDX-License-Identifier: BSD-3-Clause */
/* Of what the host sees nobody may be wrong: neither the books, nor the page
 * tables, nor a TLB; and where a call fails, at whatever point, all is as it
 * was. A flat model says of each page whose it is. */
#include "tests/unit/unit.h"

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <plat/arch/mmu.h>
#include <plat/bootinfo.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/fault.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/share.h>

#include "common/paging/direct.h"
#include "common/paging/entry.h"
#include "common/paging/kernel.h"
#include "common/paging/tables.h"

/* A large page of memory, and frames for tables behind it. */
#define RAM_PA    PLAT_GIB(1)
#define RAM_SIZE  PLAT_GIB(1)
#define NR_PAGES  (RAM_SIZE / PLAT_PAGE_SIZE)
#define FRAMES_PA (RAM_PA + RAM_SIZE)
#define NR_FRAMES 4096u
#define ALIAS     ((uint64_t)1 << 39)

#define NR_STEPS 6000u

static uint8_t *memory; /* from RAM_PA on */
static uint32_t next_frame;
static plat_pa_t first_freed;
static uint32_t nr_out; /* frames */

static struct plat_pt_geometry geometry;

/* The n-th of these calls fails; 0: none. */
static unsigned int fail_frame, fail_window, fail_host;

static bool is_shared[NR_PAGES]; /* the model */
static uint64_t tlb[NR_PAGES];   /* address + 1; 0: not cached */
static unsigned int nr_told;
static void (*at_invalidate)(void);

void *host_direct_map(plat_pa_t pa)
{
	return (void *)((uintptr_t)memory - RAM_PA + pa.v);
}

/* Frames. */

PLAT_LCPU_DATA struct plat_frame_cache plat_frame_cache;

static bool fails(unsigned int *countdown)
{
	return *countdown && --*countdown == 0;
}

int plat_frame_alloc_block(unsigned int order, uint64_t limit, plat_pa_t *pa)
{
	assert_true(order == 0 && limit == PLAT_FRAME_ANY);
	if (fails(&fail_frame))
		return -PLAT_ENOMEM;
	*pa = first_freed;
	if (pa->v) {
		first_freed.v = *(uint64_t *)host_direct_map(*pa);
	} else {
		assert_true(next_frame < NR_FRAMES);
		pa->v = FRAMES_PA + next_frame++ * PLAT_PAGE_SIZE;
	}
	memset(host_direct_map(*pa), 0xa5, PLAT_PAGE_SIZE);
	nr_out++;
	return 0;
}

int plat_frame_free_block(plat_pa_t pa, unsigned int order)
{
	assert_int_equal(order, 0);
	nr_out--;
	*(uint64_t *)host_direct_map(pa) = first_freed.v;
	first_freed = pa;
	return 0;
}

/* The early window, which is not the direct map. */
void *plat_early_map(plat_pa_t pa, uint64_t size, enum plat_memtype type)
{
	assert_true(type == PLAT_MT_WB && size == 8);
	return fails(&fail_window) ? NULL : host_direct_map(pa);
}

void plat_early_unmap(const void *p, uint64_t size)
{
	(void)p;
	(void)size;
}

/* The kernel's tables. */

struct plat_space plat_kernel;

struct plat_space *plat_kernel_space(void)
{
	return &plat_kernel;
}

static void invalidate(void *ctx, const struct plat_pt *pt,
		       const struct plat_pt_flush *flush)
{
	uint64_t base = PLAT_DIRECT_MAP_BASE + RAM_PA;
	uint64_t from = plat_max_u64(flush->va.v, base);
	uint64_t end = plat_min_u64(flush->va.v + flush->size,
				    base + RAM_SIZE);

	(void)ctx;
	assert_ptr_equal(pt, &plat_kernel.pt);
	for (; from < end; from += PLAT_PAGE_SIZE)
		tlb[(from - base) / PLAT_PAGE_SIZE] = 0;
	if (at_invalidate)
		at_invalidate();
}

static const struct plat_pt_ops ops = {
	.table_alloc = plat_table_alloc,
	.table_free = plat_table_free,
	.invalidate = invalidate,
};

const struct plat_pt_geometry *plat_mmu_geometry(void)
{
	return &geometry;
}

void plat_mmu_publish(void)
{
}

/* What the CPU finds in the tables: an address + 1. */
static uint64_t walk(uint64_t page)
{
	uint64_t va = PLAT_DIRECT_MAP_BASE + RAM_PA + page * PLAT_PAGE_SIZE;
	uint64_t *table = host_direct_map(plat_kernel.pt.root);

	for (unsigned int level = 3;; level--) {
		uint64_t e = table[va >> (12 + 9 * level) & 511];
		uint64_t span = PLAT_PAGE_SIZE << 9 * level;

		if (!(e & 1))
			return 0;
		if (!pt_is_table(&geometry, e, level))
			return ((e & 0xfffffff000ull & ~(span - 1)) |
				(va & (span - 1) & ~0xfffull)) + 1;
		table = host_direct_map(plat_pa(e & 0xfffffff000ull));
	}
}

bool plat_mmu_translates(plat_va_t va, plat_attr_t access)
{
	(void)access;
	return walk((va.v - PLAT_DIRECT_MAP_BASE - RAM_PA) / PLAT_PAGE_SIZE);
}

/* What an access finds. */
static uint64_t use(uint64_t page)
{
	if (!tlb[page])
		tlb[page] = walk(page);
	return tlb[page];
}

static uint64_t expected(uint64_t page)
{
	uint64_t pa = RAM_PA + page * PLAT_PAGE_SIZE;

	if (is_shared[page] && plat_frontend()->shared_address)
		pa |= ALIAS;
	return pa + 1;
}

/* The host. */

static struct plat_pa_range range_of(uint64_t first, uint64_t nr)
{
	return (struct plat_pa_range){{RAM_PA + first * PLAT_PAGE_SIZE},
				      nr * PLAT_PAGE_SIZE};
}

static int tell(struct plat_pa_range range, bool was)
{
	uint64_t first = (range.start.v - RAM_PA) / PLAT_PAGE_SIZE;

	nr_told++;
	for (uint64_t i = first; i < first + range.size / PLAT_PAGE_SIZE; i++) {
		assert_int_equal(is_shared[i], was);
		assert_int_equal(use(i), 0); /* nobody can reach it */
	}
	return fails(&fail_host) ? -PLAT_EPERM : 0;
}

static int host_share(struct plat_pa_range range)
{
	return tell(range, false);
}

static int host_unshare(struct plat_pa_range range)
{
	return tell(range, true);
}

static plat_pa_t alias_of(plat_pa_t pa)
{
	return plat_pa(pa.v | ALIAS);
}

static const struct plat_frontend realm = {
	.share = host_share,
	.unshare = host_unshare,
	.shared_address = alias_of,
};
static const struct plat_frontend open;
static const struct plat_frontend *frontend;

const struct plat_frontend *plat_frontend(void)
{
	return frontend;
}

static struct plat_mrd mrds[] = {
	{.start = {RAM_PA}, .size = RAM_SIZE / 2, .type = PLAT_MRD_FREE},
	{.start = {RAM_PA + RAM_SIZE / 2}, .size = RAM_SIZE / 2,
	 .type = PLAT_MRD_FREE},
	{.start = {FRAMES_PA}, .size = PLAT_PAGE_SIZE,
	 .type = PLAT_MRD_IMAGE_DATA},
};
static const struct plat_bootinfo info = {
	.mrds = {.mrds = mrds, .nr_mrds = 3, .capacity = 3}};

const struct plat_bootinfo *plat_bootinfo(void)
{
	return &info;
}

/* A frame that was free already. */
void plat_log_record(const char *message, uint64_t a, uint64_t b, uint64_t c,
		     uint64_t d, uint64_t e)
{
	fail_msg("%s %#lx %#lx %#lx %#lx %#lx", message, a, b, c, d, e);
}

void plat_panic(const char *format, ...)
{
	fail_msg("%s", format);
	abort();
}

void plat_fault_entry(void *frame)
{
	(void)frame;
}

/* Between runs only the books are kept: nothing is shared then. */
static void begin(const struct plat_frontend *f, bool is_x86)
{
	frontend = f;
	fail_frame = fail_window = fail_host = 0;
	memset(tlb, 0, sizeof(tlb));
	if (!memory)
		memory = mmap(NULL, RAM_SIZE + NR_FRAMES * PLAT_PAGE_SIZE,
			      PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
			      0);
	if (is_x86)
		plat_pt_geometry_x86_64(&geometry, 4, 40, true);
	else
		plat_pt_geometry_arm64(&geometry, PLAT_PT_HALF_UPPER, 48, 40);
	plat_kernel = (struct plat_space){
		.lock = PLAT_SPINLOCK(PLAT_RANK_PAGING)};
	assert_int_equal(plat_pt_init(&plat_kernel.pt, &geometry, &ops, NULL,
				      (uintptr_t)memory - RAM_PA), 0);
	assert_int_equal(
		plat_pt_map(&plat_kernel.pt,
			    plat_va(PLAT_DIRECT_MAP_BASE + RAM_PA),
			    plat_pa(RAM_PA), RAM_SIZE,
			    PLAT_ATTR_RW | PLAT_ATTR_GLOBAL, PLAT_PT_FAIL), 0);
	memset(tlb, 0, sizeof(tlb));
}

static uint64_t rng = 88172645463325252ull;

static uint64_t rnd(uint64_t n)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return (rng >> 11) % n;
}

/* About a range, as the model says, in tables and TLB. */
static void check(uint64_t first, uint64_t nr)
{
	uint64_t from = first > 8 ? first - 8 : 0;
	uint64_t end = plat_min_u64(first + nr + 8, NR_PAGES);

	for (uint64_t i = from; i < end; i++) {
		assert_int_equal(walk(i), expected(i));
		assert_int_equal(use(i), expected(i));
	}
}

static void check_all(void)
{
	uint64_t nr = 0;

	check(0, NR_PAGES);
	for (uint64_t i = 0; i < NR_PAGES; i++) {
		nr += is_shared[i];
		if (i % 97 == 0)
			assert_int_equal(plat_mem_is_shared(range_of(i, 1)),
					 is_shared[i]);
	}
	assert_int_equal(plat_mem_shared_bytes(), nr * PLAT_PAGE_SIZE);
}

static uint64_t nr_shared_of(uint64_t first, uint64_t nr)
{
	uint64_t count = 0;

	for (uint64_t i = first; i < first + nr; i++)
		count += is_shared[i];
	return count;
}

static bool is_begun;

static int change(uint64_t first, uint64_t nr, bool shares)
{
	struct plat_pa_range range = range_of(first, nr);
	uint32_t nr_before = nr_out - plat_kernel.pt.nr_tables;
	int err = shares ? plat_mem_share(range) : plat_mem_unshare(range);

	/* What was split stays so; no other frame is lost. (The books begin
	 * with one.) */
	if (err && is_begun)
		assert_int_equal(nr_out - plat_kernel.pt.nr_tables, nr_before);
	is_begun = is_begun || !err;

	if (!err)
		memset(&is_shared[first], shares, nr);
	return err;
}

static void choose_failure(void)
{
	fail_frame = rnd(4) ? 0 : 1 + (unsigned int)rnd(6);
	fail_window = rnd(8) ? 0 : 1 + (unsigned int)rnd(3);
	fail_host = rnd(8) ? 0 : 1;
}

static void step(void)
{
	static const unsigned int places[] = {0, 511, 512, 5000, 130000,
					      131071, 200000, 262143};
	uint64_t near = places[rnd(PLAT_ARRAY_SIZE(places))];
	uint64_t first = plat_min_u64(near + rnd(40), NR_PAGES - 1);
	uint64_t most = NR_PAGES - first < 700 ? NR_PAGES - first : 700;
	uint64_t nr = 1 + rnd(rnd(8) ? plat_min_u64(20, most) : most);
	uint64_t nr_shared = nr_shared_of(first, nr);
	bool shares = rnd(2);
	int err;

	check(first, nr);
	choose_failure();
	nr_told = 0;
	err = change(first, nr, shares);
	if (shares && nr_shared)
		assert_true(err == -PLAT_EEXIST || err == -PLAT_ENOMEM);
	else if (!shares && nr_shared != nr)
		assert_int_equal(err, -PLAT_ENOENT);
	else
		assert_true(!err || err == -PLAT_ENOMEM || err == -PLAT_EPERM);
	assert_int_equal(nr_told, frontend->share && (!err || err == -PLAT_EPERM));
	check(first, nr);
}

static void run(const struct plat_frontend *f, bool is_x86)
{
	begin(f, is_x86);
	for (unsigned int i = 0; i < NR_STEPS; i++) {
		step();
		if (i % 1500 == 0)
			check_all();
	}
	fail_frame = fail_window = fail_host = 0;
	for (uint64_t i = 0; i < NR_PAGES; i++) {
		if (is_shared[i])
			assert_int_equal(change(i, 1, false), 0);
	}
	check_all();
}

static void a_realm_keeps_its_books(void **state)
{
	(void)state;
	run(&realm, false);
}

static void so_it_does_with_tables_of_x86(void **state)
{
	(void)state;
	run(&realm, true);
}

static void who_shares_all_keeps_them_too(void **state)
{
	(void)state;
	run(&open, false);
	assert_int_equal(plat_mem_shared_address(plat_pa(RAM_PA)).v, RAM_PA);
}

/* Each frame and each page of the early window that a call asks for. */
static void a_call_may_fail_at_each_point(void **state)
{
	unsigned int nr_failed = 0;

	(void)state;
	for (unsigned int what = 0; what < 3; what++) {
		unsigned int *fail = what == 0	 ? &fail_frame
				     : what == 1 ? &fail_window
						 : &fail_host;
		int err = -1;

		/* It is shared in 2 MiB that nothing was shared in. */
		for (unsigned int n = 1; err; n++) {
			uint64_t first = 60000 + 4096 * (3 * n + what);

			begin(&realm, false);
			*fail = n;
			err = change(first, 514, true);
			nr_failed += err != 0;
			check(first, 514);
			if (err)
				assert_int_equal(plat_mem_shared_bytes(), 0);
			*fail = 0;
			assert_int_equal(change(first, 514, err != 0), 0);
			if (err)
				assert_int_equal(change(first, 514, false), 0);
			check_all();
		}
	}
	assert_true(nr_failed >= 3 + 3 + 1);
}

static void what_is_not_free_is_not_shared(void **state)
{
	(void)state;
	begin(&realm, false);
	assert_int_equal(plat_mem_share((struct plat_pa_range){
				 {RAM_PA - PLAT_PAGE_SIZE}, 8192}),
			 -PLAT_EINVAL);
	assert_int_equal(plat_mem_share(range_of(NR_PAGES - 1, 2)),
			 -PLAT_EINVAL);
	assert_int_equal(plat_mem_share(range_of(NR_PAGES, 1)), -PLAT_EINVAL);
	assert_int_equal(plat_mem_share(range_of(0, 0)), -PLAT_EINVAL);
	assert_int_equal(plat_mem_share((struct plat_pa_range){
				 {RAM_PA + 1}, PLAT_PAGE_SIZE}),
			 -PLAT_EINVAL);
	assert_int_equal(plat_mem_share((struct plat_pa_range){
				 {RAM_PA}, UINT64_MAX & ~PLAT_PAGE_MASK}),
			 -PLAT_EINVAL);
	assert_int_equal(plat_mem_share((struct plat_pa_range){
				 {-PLAT_PAGE_SIZE}, 2 * PLAT_PAGE_SIZE}),
			 -PLAT_EINVAL);
	assert_int_equal(change(NR_PAGES / 2 - 1, 2, true), 0); /* two MRDs */
	assert_int_equal(change(NR_PAGES / 2 - 1, 2, false), 0);
	check_all();
}

/* Frames that were the image's: there is nothing that would still be ours. */
static void the_image_is_where_nobody_is_told(void **state)
{
	(void)state;
	begin(&open, true);
	assert_int_equal(plat_mem_share(range_of(NR_PAGES, 1)), 0);
	assert_int_equal(plat_mem_unshare(range_of(NR_PAGES, 1)), 0);
}

extern const struct plat_fault_server plat_fault_server_direct_map;

/* Who has missed a page that is being split waits until it is whole. */
static pthread_t waiter;
static int waited; /* atomic; 1: not yet */

static void *serve(void *arg)
{
	struct plat_fault fault = {
		.va = {PLAT_DIRECT_MAP_BASE + RAM_PA + 77 * PLAT_PAGE_SIZE},
		.access = PLAT_ATTR_R,
	};
	char why[8] = "";

	(void)arg;
	__atomic_store_n(&waited,
			 plat_fault_server_direct_map.serve(&fault, why, 8),
			 __ATOMIC_SEQ_CST);
	return NULL;
}

static void while_broken(void)
{
	at_invalidate = NULL;
	assert_int_equal(walk(77), 0);
	assert_int_equal(walk(NR_PAGES - 1), 0);
	waited = 1;
	assert_int_equal(pthread_create(&waiter, NULL, serve, NULL), 0);
	usleep(20000);
	assert_int_equal(__atomic_load_n(&waited, __ATOMIC_SEQ_CST), 1);
}

static void who_misses_a_broken_page_waits(void **state)
{
	(void)state;
	begin(&realm, false);
	at_invalidate = while_broken;
	assert_int_equal(plat_direct_split(range_of(1000, 1)), 0);
	assert_null(at_invalidate);
	assert_int_equal(pthread_join(waiter, NULL), 0);
	assert_int_equal(waited, 0);
	check_all();
}

static void who_misses_a_hidden_page_does_not(void **state)
{
	struct plat_fault fault = {
		.va = {PLAT_DIRECT_MAP_BASE + RAM_PA + 77 * PLAT_PAGE_SIZE},
		.access = PLAT_ATTR_W,
	};
	char why[8] = "";

	(void)state;
	begin(&realm, false);
	assert_int_equal(plat_direct_split(range_of(77, 1)), 0);
	plat_direct_hide(range_of(77, 1));
	assert_int_equal(plat_fault_server_direct_map.serve(&fault, why, 8),
			 -PLAT_ENOENT);
	plat_direct_show(range_of(77, 1), NULL);
	assert_int_equal(plat_fault_server_direct_map.serve(&fault, why, 8),
			 0);
	fault.va.v = PLAT_VMEM_BASE;
	assert_int_equal(plat_fault_server_direct_map.serve(&fault, why, 8),
			 -PLAT_ENOENT);
	assert_true(plat_fault_server_direct_map.serves_servers);
	check_all();
}

/* Without the rule the page is never missed. */
static void is_whole(void)
{
	assert_int_equal(walk(77), expected(77));
}

static void what_need_not_be_broken_is_not(void **state)
{
	(void)state;
	begin(&realm, true);
	at_invalidate = is_whole;
	assert_int_equal(plat_direct_split(range_of(1000, 600)), 0);
	at_invalidate = NULL;
	check_all();
}

static void what_is_not_there_is_not_split(void **state)
{
	(void)state;
	begin(&realm, false);
	assert_int_equal(plat_direct_split((struct plat_pa_range){
				 {FRAMES_PA - PLAT_PAGE_SIZE}, 8192}),
			 -PLAT_ENOENT);
	assert_int_equal(plat_kernel.pt.nr_tables, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_realm_keeps_its_books),
		cmocka_unit_test(so_it_does_with_tables_of_x86),
		cmocka_unit_test(who_shares_all_keeps_them_too),
		cmocka_unit_test(a_call_may_fail_at_each_point),
		cmocka_unit_test(what_is_not_free_is_not_shared),
		cmocka_unit_test(the_image_is_where_nobody_is_told),
		cmocka_unit_test(who_misses_a_broken_page_waits),
		cmocka_unit_test(who_misses_a_hidden_page_does_not),
		cmocka_unit_test(what_need_not_be_broken_is_not),
		cmocka_unit_test(what_is_not_there_is_not_split),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
