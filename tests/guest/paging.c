/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A page that is mapped otherwise than a guest asked, or that a TLB still
 * knows when it is gone, gives one part of it another's memory. Asks for
 * mappings in the vmem window and in address spaces, and holds the tables that
 * the CPU walks, decoded by the manual, against what was asked for.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/paging.h>
#include <plat/stage.h>
#include <plat/string.h>

#include "common/bootinfo/bootinfo.h"
#include "machine.h"
#include "walk-isa.h"

#define KERNEL_VA PLAT_VMEM_BASE
#define USER_VA   PLAT_GIB(5)

/* What is mapped in [start, end), as it was asked for. */
static struct {
	uint64_t start, end;
	struct walk_page pages[16]; /* ranges of them; size 0: none */
	unsigned int nr;
} want;

static struct {
	uint64_t bytes, nr_4k, nr_2m, nr_1g, nr_wrong;
} seen;

static void expect(uint64_t va, uint64_t pa, uint64_t size, plat_attr_t attr)
{
	want.pages[want.nr++] = (struct walk_page){
	    .va = va, .pa = pa, .size = size,
	    .attr = attr & ~PLAT_ATTR_USER,
	    .user = (attr & PLAT_ATTR_USER) != 0,
	    .global = va >> 63,
	};
}

static bool is_expected(const struct walk_page *page)
{
	for (unsigned int i = 0; i < want.nr; i++) {
		const struct walk_page *w = &want.pages[i];

		if (page->va - w->va < w->size &&
		    page->size <= w->size - (page->va - w->va))
			return page->pa == w->pa + (page->va - w->va) &&
			       page->attr == w->attr &&
			       page->user == w->user &&
			       page->global == w->global;
	}
	return false;
}

static void visit(const struct walk_page *page)
{
	if (page->va < want.start || page->va >= want.end)
		return;
	seen.bytes += page->size;
	seen.nr_4k += page->size == PLAT_PAGE_SIZE;
	seen.nr_2m += page->size == PLAT_MIB(2);
	seen.nr_1g += page->size == PLAT_GIB(1);
	if (is_expected(page))
		return;
	tap_note("wrong: va %#lx pa %#lx size %#lx attr %#x%s%s", page->va,
		 page->pa, page->size, page->attr, page->user ? " user" : "",
		 page->global ? " global" : "");
	seen.nr_wrong++;
}

static void visit_table(uint64_t pa)
{
	(void)pa;
}

/* Whether exactly that is mapped. */
static bool all_as_expected(void)
{
	uint64_t bytes = 0;

	for (unsigned int i = 0; i < want.nr; i++)
		bytes += want.pages[i].size;
	memset(&seen, 0, sizeof(seen));
	if (want.start >> 63)
		walk_tables(visit, visit_table);
	else
		walk_lower(visit, visit_table);
	if (seen.bytes != bytes)
		tap_note("%#lx bytes are mapped, not %#lx", seen.bytes, bytes);
	return seen.nr_wrong == 0 && seen.bytes == bytes;
}

static void begin(uint64_t start, uint64_t size)
{
	want.start = start;
	want.end = start + size;
	want.nr = 0;
}

static int map(uint64_t va, uint64_t pa, uint64_t size, plat_attr_t attr,
	       unsigned int how)
{
	return plat_map(plat_kernel_space(), plat_va(va), plat_pa(pa), size,
			attr, how);
}

static int unmap(uint64_t va, uint64_t size, unsigned int how)
{
	return plat_unmap(plat_kernel_space(), plat_va(va), size, how);
}

static int protect(uint64_t va, uint64_t size, plat_attr_t attr,
		   unsigned int how)
{
	return plat_protect(plat_kernel_space(), plat_va(va), size, attr, how);
}

static uint64_t frame(uint64_t value)
{
	plat_pa_t pa;

	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &pa))
		return 0;
	*(volatile uint64_t *)plat_direct_map(pa) = value;
	return pa.v;
}

static uint64_t read_at(uint64_t va)
{
	return *(const volatile uint64_t *)va;
}

static void types_and_rights(void)
{
	static const plat_attr_t attrs[] = {
		PLAT_ATTR_R, PLAT_ATTR_RW, PLAT_ATTR_RX,
		PLAT_ATTR_RW | PLAT_ATTR_WC, PLAT_ATTR_RW | PLAT_ATTR_DEVICE,
		PLAT_ATTR_R | PLAT_ATTR_WT,
	};
	uint64_t va = KERNEL_VA, pa = PLAT_GIB(2);
	int status = 0;

	begin(KERNEL_VA, PLAT_VMEM_SIZE);
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(attrs); i++) {
		status |= map(va, pa, 3 * PLAT_PAGE_SIZE, attrs[i],
			      PLAT_PT_FAIL);
		expect(va, pa, 3 * PLAT_PAGE_SIZE, attrs[i]);
		va += PLAT_MIB(1);
		pa += PLAT_MIB(1) + PLAT_PAGE_SIZE;
	}
	tap_ok(!status && all_as_expected(),
	       "pages have the rights and memory types asked for");
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(attrs); i++) {
		plat_attr_t attr = attrs[(i + 1) % PLAT_ARRAY_SIZE(attrs)];

		status |= protect(want.pages[i].va, 3 * PLAT_PAGE_SIZE, attr,
				  PLAT_PT_FAIL);
		want.pages[i].attr = attr;
	}
	tap_ok(!status && all_as_expected(), "and get others");
	tap_ok(unmap(KERNEL_VA, PLAT_MIB(8), PLAT_PT_FAIL) == -PLAT_ENOENT &&
		       all_as_expected(),
	       "an unmap of more than there is changes nothing");
	status = unmap(KERNEL_VA, PLAT_MIB(8), PLAT_PT_KEEP);
	want.nr = 0;
	tap_ok(!status && all_as_expected(), "or all that there is");
}

static void refusals(void)
{
	uint64_t va = KERNEL_VA, ok = PLAT_GIB(1);
	const uint64_t page = PLAT_PAGE_SIZE;

	begin(KERNEL_VA, PLAT_VMEM_SIZE);
	tap_ok(map(va, ok, page, PLAT_ATTR_RW | PLAT_ATTR_X, PLAT_PT_FAIL) ==
		       -PLAT_EINVAL,
	       "writable and executable is refused");
	tap_ok(map(va + 8, ok, page, PLAT_ATTR_R, 0) == -PLAT_EINVAL &&
		       map(va, ok + 8, page, PLAT_ATTR_R, 0) == -PLAT_EINVAL &&
		       map(va, ok, 8, PLAT_ATTR_R, 0) == -PLAT_EINVAL &&
		       map(1, ok, page, PLAT_ATTR_R, 0) == -PLAT_EINVAL &&
		       unmap(1, page, 0) == -PLAT_EINVAL,
	       "so is what is no whole page");
	tap_ok(map(USER_VA, ok, page, PLAT_ATTR_R, 0) == -PLAT_EINVAL &&
		       unmap(USER_VA, page, 0) == -PLAT_EINVAL &&
		       protect(USER_VA, page, PLAT_ATTR_R, 0) == -PLAT_EINVAL,
	       "the other half");
	tap_ok(map(UINT64_MAX << 12, ok, 2 * page, PLAT_ATTR_R, 0) ==
		       -PLAT_EINVAL,
	       "a range that wraps");
	tap_ok(map(va, 1ull << 60, page, PLAT_ATTR_R, 0) == -PLAT_ERANGE,
	       "an address that the CPU does not have");
	tap_ok(map(va, ok, page, PLAT_ATTR_R, PLAT_PT_BUILD) == -PLAT_EINVAL &&
		       map(va, ok, page, 1u << 20, 0) == -PLAT_EINVAL,
	       "and what does not exist");
	tap_ok(all_as_expected(), "nothing is mapped by these");
}

static int add_device(void)
{
	struct plat_pa_range range = {{NOWHERE_PA}, PLAT_PAGE_SIZE};

	return plat_bootinfo_add_region(&plat_boot_info, range,
					PLAT_MRD_DEVICE, "test");
}

PLAT_STAGE(early, protocol, test_device, .init = add_device);

/* Whose registers a cache would answer for. */
static void devices(void)
{
	uint64_t va = KERNEL_VA + PLAT_MIB(4), page = PLAT_PAGE_SIZE;
	uint64_t pa = NOWHERE_PA;
	int status;

	begin(KERNEL_VA, PLAT_VMEM_SIZE);
	tap_ok(map(va, pa, page, PLAT_ATTR_RW, 0) == -PLAT_EINVAL &&
		       map(va, pa - page, 2 * page, PLAT_ATTR_R, 0) ==
			       -PLAT_EINVAL &&
		       map(va, pa, page, PLAT_ATTR_RW | PLAT_ATTR_WT, 0) ==
			       -PLAT_EINVAL &&
		       all_as_expected(),
	       "a device is never mapped as memory");
	status = map(va, pa, page, PLAT_ATTR_RW | PLAT_ATTR_DEVICE, 0);
	expect(va, pa, page, PLAT_ATTR_RW | PLAT_ATTR_DEVICE);
	tap_ok(!status && all_as_expected(), "but as a device");
	tap_ok(protect(va, page, PLAT_ATTR_RW, 0) == -PLAT_EINVAL &&
		       all_as_expected() && !unmap(va, page, 0),
	       "which it stays");
}

/* Pages on both sides of the limit of a table. */
static void policies(void)
{
	uint64_t va = KERNEL_VA + PLAT_MIB(2), pa = PLAT_GIB(1);
	const uint64_t page = PLAT_PAGE_SIZE;
	int status;

	begin(KERNEL_VA, PLAT_VMEM_SIZE);
	status = map(va, pa, page, PLAT_ATTR_RW, PLAT_PT_FAIL);
	expect(va, pa, page, PLAT_ATTR_RW);
	tap_ok(!status && map(va - 4 * page, pa, 8 * page, PLAT_ATTR_R,
			      PLAT_PT_FAIL) == -PLAT_EEXIST &&
		       all_as_expected(),
	       "a map over what is mapped changes nothing");
	status = map(va - 4 * page, pa, 8 * page, PLAT_ATTR_R, PLAT_PT_KEEP);
	expect(va - 4 * page, pa, 4 * page, PLAT_ATTR_R);
	expect(va + page, pa + 5 * page, 3 * page, PLAT_ATTR_R);
	tap_ok(!status && all_as_expected(), "or keeps it");
	status = map(va - page, 2 * pa, 2 * page, PLAT_ATTR_RX,
		     PLAT_PT_REPLACE);
	want.pages[1].size -= page;
	want.pages[0] = (struct walk_page){
	    .va = va - page, .pa = 2 * pa, .size = 2 * page,
	    .attr = PLAT_ATTR_RX, .global = true,
	};
	tap_ok(!status && all_as_expected(), "or replaces it");
	status = unmap(va - 4 * page, 8 * page, PLAT_PT_FAIL);
	want.nr = 0;
	tap_ok(!status && all_as_expected(), "all of it goes in one call");
}

static bool has_1g_pages(void)
{
	bool yes = !map(KERNEL_VA, PLAT_GIB(1), PLAT_GIB(1), PLAT_ATTR_R,
			PLAT_PT_FAIL);

	begin(KERNEL_VA, PLAT_VMEM_SIZE);
	(void)all_as_expected();
	return yes && !unmap(KERNEL_VA, PLAT_GIB(1), PLAT_PT_FAIL) &&
	       seen.nr_1g == 1;
}

static void large_pages(void)
{
	uint64_t va = KERNEL_VA + PLAT_GIB(1), pa = PLAT_GIB(1);
	uint64_t hole = PLAT_MIB(6) + 5 * PLAT_PAGE_SIZE;
	bool has_1g = has_1g_pages();
	int status;

	begin(KERNEL_VA, PLAT_VMEM_SIZE);
	status = map(va, pa, PLAT_GIB(1), PLAT_ATTR_R, PLAT_PT_FAIL);
	expect(va, pa, PLAT_GIB(1), PLAT_ATTR_R);
	tap_ok(!status && all_as_expected() &&
		       (has_1g ? seen.nr_1g == 1 : seen.nr_2m == 512),
	       "1 GiB is as few pages as the CPU allows (%lu, %lu)",
	       seen.nr_1g, seen.nr_2m);
	status = protect(va + hole, PLAT_PAGE_SIZE, PLAT_ATTR_RW,
			 PLAT_PT_FAIL);
	want.pages[0].size = hole;
	expect(va + hole, pa + hole, PLAT_PAGE_SIZE, PLAT_ATTR_RW);
	expect(va + hole + PLAT_PAGE_SIZE, pa + hole + PLAT_PAGE_SIZE,
	       PLAT_GIB(1) - hole - PLAT_PAGE_SIZE, PLAT_ATTR_R);
	tap_ok(!status && all_as_expected() && seen.nr_2m == 511 &&
		       seen.nr_4k == 512,
	       "a page of it gets other rights (%lu, %lu)", seen.nr_2m,
	       seen.nr_4k);
	status = plat_split(plat_kernel_space(), plat_va(va + PLAT_MIB(64)),
			    PLAT_MIB(2) + PLAT_PAGE_SIZE, PLAT_PAGE_SIZE);
	tap_ok(!status && all_as_expected() && seen.nr_2m == 509,
	       "a split leaves all as it was, in 4 KiB pages");
	status = unmap(va + hole, PLAT_PAGE_SIZE, PLAT_PT_FAIL);
	want.pages[1].size = 0;
	tap_ok(!status && all_as_expected(), "the page goes alone");
	status = unmap(va, PLAT_GIB(1), PLAT_PT_KEEP);
	want.nr = 0;
	tap_ok(!status && all_as_expected(), "and the rest");
	status = map(va, pa, PLAT_MIB(4), PLAT_ATTR_R, PLAT_PT_MAX_4K);
	expect(va, pa, PLAT_MIB(4), PLAT_ATTR_R);
	tap_ok(!status && all_as_expected() && seen.nr_4k == 1024,
	       "pages are as small as the caller wants");
	status = unmap(va, PLAT_MIB(4), PLAT_PT_FAIL);
	want.nr = 0;
	tap_ok(!status && all_as_expected(), "they go");
}

static void queries(void)
{
	struct plat_space *kernel = plat_kernel_space();
	uint64_t va = KERNEL_VA + PLAT_MIB(2);
	struct plat_pt_mapping m;
	int status = map(va, PLAT_GIB(1), PLAT_MIB(2),
			 PLAT_ATTR_R | PLAT_ATTR_WC, PLAT_PT_FAIL);

	status |= plat_query(kernel, plat_va(va + 12345), &m);
	tap_ok(!status && m.va.v == va && m.pa.v == PLAT_GIB(1) &&
		       m.size == PLAT_MIB(2) &&
		       (m.attr & ~PLAT_ATTR_GLOBAL) ==
			       (PLAT_ATTR_R | PLAT_ATTR_WC),
	       "a query tells the page");
	tap_ok(plat_query(kernel, plat_va(va - 1), &m) == -PLAT_ENOENT &&
		       plat_query(kernel, plat_va(USER_VA), &m) ==
			       -PLAT_EINVAL,
	       "or that there is none");
	tap_ok(!unmap(va, PLAT_MIB(2), PLAT_PT_FAIL), "it goes");
}

/* The same page, changed by itself. */
static bool one_page(uint64_t va, uint64_t a, uint64_t b)
{
	const uint64_t page = PLAT_PAGE_SIZE;
	bool right = true;

	for (unsigned int i = 0; i < 4; i++) {
		right &= !map(va, i % 2 ? a : b, page, PLAT_ATTR_R,
			      PLAT_PT_FAIL);
		right &= read_at(va) == (i % 2 ? 0xa : 0xb);
		right &= !unmap(va, page, PLAT_PT_FAIL);
	}
	return right;
}

/* What a TLB holds is not used after a change. */
static void contents(void)
{
	uint64_t va = KERNEL_VA + PLAT_GIB(3);
	uint64_t a = frame(0xa), b = frame(0xb);
	int status = map(va - PLAT_PAGE_SIZE, a, PLAT_PAGE_SIZE, PLAT_ATTR_R,
			 PLAT_PT_FAIL);
	unsigned int nr_wrong = 0;

	tap_ok(!status && one_page(va - 2 * PLAT_PAGE_SIZE, a, b),
	       "a page is another after it was unmapped");
	for (unsigned int i = 0; i < 40; i++)
		status |= map(va + i * PLAT_PAGE_SIZE, i % 2 ? a : b,
			      PLAT_PAGE_SIZE, PLAT_ATTR_R, PLAT_PT_FAIL);
	for (unsigned int i = 0; i < 40; i++)
		nr_wrong += read_at(va + i * PLAT_PAGE_SIZE) !=
			    (i % 2 ? 0xa : 0xb);
	for (unsigned int i = 0; i < 40; i++)
		status |= map(va + i * PLAT_PAGE_SIZE, i % 2 ? b : a,
			      PLAT_PAGE_SIZE, PLAT_ATTR_RW, PLAT_PT_REPLACE);
	for (unsigned int i = 0; i < 40; i++)
		nr_wrong += read_at(va + i * PLAT_PAGE_SIZE) !=
			    (i % 2 ? 0xb : 0xa);
	tap_ok(!status && nr_wrong == 0, "what is read is what is mapped");
	*(volatile uint64_t *)va = 0xaa;
	tap_ok(read_at((uintptr_t)plat_direct_map(plat_pa(a))) == 0xaa,
	       "and so is what is written");
	status |= unmap(va - PLAT_PAGE_SIZE, 41 * PLAT_PAGE_SIZE,
			PLAT_PT_FAIL);
	status |= map(va, b, PLAT_PAGE_SIZE, PLAT_ATTR_R, PLAT_PT_FAIL);
	tap_ok(!status && read_at(va) == 0xb, "also after all was unmapped");
	status |= unmap(va, PLAT_PAGE_SIZE, PLAT_PT_FAIL);
	status |= plat_frame_free(plat_pa(a), 0) |
		  plat_frame_free(plat_pa(b), 0);
	tap_ok(!status, "all goes");
}

#define NR_SPACES 24

static struct plat_space spaces[NR_SPACES];

static int map_in(struct plat_space *space, uint64_t va, uint64_t pa,
		  uint64_t size, plat_attr_t attr)
{
	return plat_map(space, plat_va(va), plat_pa(pa), size, attr,
			PLAT_PT_FAIL);
}

static void one_space(void)
{
	struct plat_space *space = &spaces[0], *kernel = plat_kernel_space();
	int status = plat_space_create(space);

	begin(0, 1ull << 47);
	tap_ok(plat_space_current() == kernel, "the kernel's space is used");
	status |= map_in(space, USER_VA, PLAT_GIB(1), PLAT_MIB(2),
			 PLAT_ATTR_RW | PLAT_ATTR_USER);
	status |= map_in(space, 2 * USER_VA, PLAT_GIB(2), PLAT_PAGE_SIZE,
			 PLAT_ATTR_R);
	tap_ok(!status && all_as_expected(),
	       "nothing of a space is seen in another");
	tap_ok(map_in(space, KERNEL_VA, PLAT_GIB(1), PLAT_PAGE_SIZE,
		      PLAT_ATTR_R) == -PLAT_EINVAL &&
		       map_in(space, 3 * USER_VA, PLAT_GIB(1), PLAT_PAGE_SIZE,
			      PLAT_ATTR_R | PLAT_ATTR_GLOBAL) == -PLAT_EINVAL,
	       "it has no part of the kernel's half");
	tap_ok(plat_space_switch(space) == kernel &&
		       plat_space_current() == space, "it is entered");
	expect(USER_VA, PLAT_GIB(1), PLAT_MIB(2),
	       PLAT_ATTR_RW | PLAT_ATTR_USER);
	expect(2 * USER_VA, PLAT_GIB(2), PLAT_PAGE_SIZE, PLAT_ATTR_R);
	tap_ok(all_as_expected(), "what was mapped in it is there");
	tap_ok(plat_space_destroy(space) == -PLAT_EBUSY, "it is in use");
	status = map(KERNEL_VA + PLAT_TIB(9), PLAT_GIB(1), PLAT_PAGE_SIZE,
		     PLAT_ATTR_R, PLAT_PT_FAIL);
	begin(KERNEL_VA, PLAT_VMEM_SIZE);
	expect(KERNEL_VA + PLAT_TIB(9), PLAT_GIB(1), PLAT_PAGE_SIZE,
	       PLAT_ATTR_R);
	tap_ok(!status && all_as_expected(),
	       "what is mapped in the kernel's is in this, too");
	status = unmap(KERNEL_VA + PLAT_TIB(9), PLAT_PAGE_SIZE, PLAT_PT_FAIL);
	want.nr = 0;
	tap_ok(!status && all_as_expected(), "until it is unmapped");
	tap_ok(plat_space_switch(kernel) == space, "it is left");
	begin(0, 1ull << 47);
	tap_ok(all_as_expected(), "nothing is left of it");
	tap_ok(!plat_space_destroy(space) &&
		       plat_space_destroy(kernel) == -PLAT_EINVAL,
	       "it goes; the kernel's does not");
}

/* Each has pages of its own at the same addresses. */
static unsigned int enter_all(uint64_t change)
{
	unsigned int nr_wrong = 0;

	for (unsigned int i = 0; i < NR_SPACES; i++) {
		plat_space_switch(&spaces[i * 7 % NR_SPACES]);
		nr_wrong += read_at(USER_VA) != i * 7 % NR_SPACES + change;
		plat_space_switch(&spaces[i]);
		nr_wrong += read_at(USER_VA) != i + change;
	}
	return nr_wrong;
}

static void many_spaces(void)
{
	uint64_t frames[NR_SPACES], others[NR_SPACES];
	int status = 0;

	for (unsigned int i = 0; i < NR_SPACES; i++) {
		frames[i] = frame(i);
		others[i] = frame(i + 100);
		status |= plat_space_create(&spaces[i]);
		status |= map_in(&spaces[i], USER_VA, frames[i],
				 PLAT_PAGE_SIZE, PLAT_ATTR_R);
	}
	tap_ok(!status && !enter_all(0) && !enter_all(0),
	       "each of %u spaces has its own page", NR_SPACES);
	for (unsigned int i = 0; i < NR_SPACES; i++)
		status |= plat_map(&spaces[i], plat_va(USER_VA),
				   plat_pa(others[i]), PLAT_PAGE_SIZE,
				   PLAT_ATTR_R, PLAT_PT_REPLACE);
	tap_ok(!status && !enter_all(100),
	       "and another when it was replaced, entered or not");
	plat_space_switch(plat_kernel_space());
	for (unsigned int i = 0; i < NR_SPACES; i++) {
		status |= plat_space_destroy(&spaces[i]);
		status |= plat_frame_free(plat_pa(frames[i]), 0);
		status |= plat_frame_free(plat_pa(others[i]), 0);
	}
	tap_ok(!status, "all of them go");
}

/* What the last scan told of the pages from @flags_va on. */
static struct {
	uint64_t va;
	plat_attr_t flags[5];
	unsigned int nr;
} scanned;

static int note_flags(void *arg, const struct plat_pt_mapping *page)
{
	(void)arg;
	if (scanned.nr < PLAT_ARRAY_SIZE(scanned.flags))
		scanned.flags[scanned.nr] =
			page->attr & (PLAT_ATTR_ACCESSED | PLAT_ATTR_DIRTY);
	scanned.nr++;
	return 0;
}

static bool flags_are(struct plat_space *space, uint64_t va,
		      unsigned int clear, const plat_attr_t want_flags[5])
{
	scanned.nr = 0;
	if (plat_scan(space, plat_va(va), 5 * PLAT_PAGE_SIZE, clear,
		      note_flags, NULL) || scanned.nr != 5)
		return false;
	for (unsigned int i = 0; i < 5; i++) {
		if (scanned.flags[i] == want_flags[i])
			continue;
		tap_note("page %u has %#x, not %#x", i, scanned.flags[i],
			 want_flags[i]);
		return false;
	}
	return true;
}

#define A  PLAT_ATTR_ACCESSED
#define AD (PLAT_ATTR_ACCESSED | PLAT_ATTR_DIRTY)

/* Four pages that can be written, and one that cannot. */
static void flags(struct plat_space *space, uint64_t va, const char *whose)
{
	const unsigned int both =
		PLAT_SCAN_CLEAR_ACCESSED | PLAT_SCAN_CLEAR_DIRTY;
	static const plat_attr_t none[5], first[5] = {AD, AD, AD, AD, A},
					  used[5] = {A, AD, 0, 0, A},
					  dirty[5] = {0, PLAT_ATTR_DIRTY},
					  written[5] = {0, AD},
					  again[5] = {AD, AD, AD, AD};
	volatile uint64_t *word = (volatile uint64_t *)va;
	uint64_t frames[5];
	int status = 0;

	for (unsigned int i = 0; i < 5; i++) {
		frames[i] = frame(i);
		status |= map_in(space, va + i * PLAT_PAGE_SIZE, frames[i],
				 PLAT_PAGE_SIZE,
				 i < 4 ? PLAT_ATTR_RW : PLAT_ATTR_R);
	}
	tap_ok(!status && flags_are(space, va, both, first),
	       "%s pages begin with their flags", whose);
	tap_ok(flags_are(space, va, 0, none), "which are cleared");
	(void)word[0];
	word[512] = 0x512;
	(void)word[4 * 512];
	tap_ok(flags_are(space, va, PLAT_SCAN_CLEAR_ACCESSED, used),
	       "what is read or written is told");
	tap_ok(flags_are(space, va, both, dirty),
	       "and once more what was not cleared");
	word[512] = 0x513;
	tap_ok(word[512] == 0x513 &&
		       *(uint64_t *)plat_direct_map(plat_pa(frames[1])) ==
			       0x513,
	       "what is written arrives");
	tap_ok(flags_are(space, va, both, written),
	       "and is told of a page that was in use before");
	status = plat_protect(space, plat_va(va), 4 * PLAT_PAGE_SIZE,
			      PLAT_ATTR_RW, PLAT_PT_FAIL);
	tap_ok(!status && flags_are(space, va, both, again),
	       "pages that are given rights begin again");
	status = plat_unmap(space, plat_va(va), 5 * PLAT_PAGE_SIZE,
			    PLAT_PT_FAIL);
	for (unsigned int i = 0; i < 5; i++)
		status |= plat_frame_free(plat_pa(frames[i]), 0);
	tap_ok(!status, "they go");
}

static void flags_of_both_halves(void)
{
	struct plat_space *space = &spaces[0], *kernel = plat_kernel_space();

	flags(kernel, KERNEL_VA + PLAT_GIB(7), "the kernel's");
	tap_ok(plat_scan(kernel, plat_va(PLAT_IMAGE_BASE), PLAT_MIB(2),
			 PLAT_SCAN_CLEAR_ACCESSED, note_flags, NULL) ==
		       -PLAT_EINVAL,
	       "of the image, no flag is cleared");
	if (plat_space_create(space))
		return;
	plat_space_switch(space);
	flags(space, USER_VA, "a space's");
	plat_space_switch(kernel);
	tap_ok(!plat_space_destroy(space), "it goes");
}

static uint64_t nr_free(void)
{
	struct plat_frame_stats stats;

	plat_frame_stats(&stats);
	return stats.nr_free;
}

/* What the first calls leave behind are tables that stay. */
static void nothing_is_lost(void)
{
	uint64_t before = nr_free();

	contents();
	large_pages();
	one_space();
	many_spaces();
	tap_ok(nr_free() == before, "all frames are back (%lu, %lu)", before,
	       nr_free());
}

int main(void)
{
	types_and_rights();
	refusals();
	devices();
	policies();
	large_pages();
	queries();
	contents();
	one_space();
	many_spaces();
	flags_of_both_halves();
	nothing_is_lost();
	return tap_done();
}
