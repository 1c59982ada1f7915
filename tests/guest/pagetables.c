/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is mapped too much is an attacker's; what is mapped too little, or
 * wrongly, faults or corrupts later. Walks the tables that the CPU uses,
 * decoded here by the architecture's manual and not through the library, and
 * holds them against the memory regions: exactly what they call for is
 * mapped, nothing is both writable and executable.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/mmio.h>
#include <plat/string.h>

#include "common/bootinfo/image.h"
#include "common/paging/bpt.h"
#include "common/paging/kernel.h"
#include "walk-isa.h"

/* What the walk counts. */
static struct {
	uint64_t direct_bytes, image_bytes, mmio_bytes, early_bytes;
	uint64_t nr_pages, nr_large_pages;
	uint64_t nr_writable_and_executable, nr_elsewhere, nr_user;
	uint64_t nr_consoles, nr_wrong;
} seen;

static plat_attr_t direct_expected(const struct plat_mrd *mrd)
{
	switch (mrd->type) {
	case PLAT_MRD_FREE:
	case PLAT_MRD_IMAGE_DATA:
		return PLAT_ATTR_RW;
	case PLAT_MRD_INITRD:
	case PLAT_MRD_CMDLINE:
	case PLAT_MRD_DEVICETREE:
	case PLAT_MRD_IMAGE_RODATA:
	case PLAT_MRD_IMAGE_TEXT:
		return PLAT_ATTR_R;
	default:
		return 0;
	}
}

static plat_attr_t image_expected(const struct plat_mrd *mrd)
{
	switch (mrd->type) {
	case PLAT_MRD_IMAGE_TEXT:
		return PLAT_ATTR_RX;
	case PLAT_MRD_IMAGE_RODATA:
		return PLAT_ATTR_R;
	case PLAT_MRD_IMAGE_DATA:
		return PLAT_ATTR_RW;
	default:
		return 0;
	}
}

static bool is_table(uint64_t pa);

/* A page can lie in several regions that are mapped alike. */
static bool as_expected(const struct walk_page *page, uint64_t pa,
			plat_attr_t (*expected)(const struct plat_mrd *))
{
	uint64_t end = pa + page->size;
	plat_attr_t attr = page->attr;

	if (page->pa != pa)
		return false;
	if (walk_tables_are_read_only() && is_table(pa))
		attr ^= PLAT_ATTR_W;
	while (pa < end) {
		const struct plat_mrd *mrd =
		    plat_mrd_find(&plat_bootinfo()->mrds, plat_pa(pa));

		if (!mrd || expected(mrd) != attr)
			return false;
		pa = mrd->start.v + mrd->size;
	}
	return true;
}

/* A page of the host's, which only a frontend with a hole for them has, and
 * which is none of the guest's memory. */
static bool is_foreign(const struct walk_page *page)
{
	const struct plat_mrd *mrd =
	    plat_mrd_find(&plat_bootinfo()->mrds, plat_pa(page->pa));

	return plat_frontend()->foreign_hole &&
	       page->pa % PLAT_FOREIGN_SIZE == page->va - PLAT_FOREIGN_BASE &&
	       page->attr == (PLAT_ATTR_RW | PLAT_ATTR_WB) &&
	       !(mrd && direct_expected(mrd));
}

/* The one page of a paravirtual domain's that stays where Xen had it. */
static bool is_console(const struct walk_page *page)
{
	const struct plat_mrd *mrd =
	    plat_mrd_find(&plat_bootinfo()->mrds, plat_pa(page->pa));

	return walk_tables_are_read_only() && mrd &&
	       mrd->type == PLAT_MRD_RESERVED &&
	       page->attr == (PLAT_ATTR_RW | PLAT_ATTR_WB) &&
	       plat_image_va(plat_pa(page->pa)).v == page->va;
}

static bool check_page(const struct walk_page *page)
{
	uint64_t va = page->va;

	if (va >= PLAT_DIRECT_MAP_BASE &&
	    va - PLAT_DIRECT_MAP_BASE < PLAT_DIRECT_MAP_SIZE) {
		seen.direct_bytes += page->size;
		return as_expected(page, va - PLAT_DIRECT_MAP_BASE,
				   direct_expected);
	}
	if (va >= PLAT_IMAGE_BASE && va < PLAT_EARLY_BASE &&
	    is_console(page))
		return seen.nr_consoles++ == 0;
	if (va >= PLAT_IMAGE_BASE && va < PLAT_EARLY_BASE) {
		seen.image_bytes += page->size;
		return as_expected(page, page->pa, image_expected) &&
		       plat_image_va(plat_pa(page->pa)).v == va;
	}
	if (va >= PLAT_FOREIGN_BASE &&
	    va - PLAT_FOREIGN_BASE < PLAT_FOREIGN_SIZE)
		return is_foreign(page);
	if (va >= PLAT_MMIO_BASE && va - PLAT_MMIO_BASE < PLAT_MMIO_SIZE) {
		seen.mmio_bytes += page->size;
		return page->attr == (PLAT_ATTR_RW | PLAT_ATTR_DEVICE);
	}
	if (va >= PLAT_EARLY_BASE && va - PLAT_EARLY_BASE < PLAT_MIB(2))
		seen.early_bytes += page->size;
	else
		seen.nr_elsewhere++;
	return false;
}

static void visit(const struct walk_page *page)
{
	seen.nr_pages++;
	seen.nr_large_pages += page->size > PLAT_PAGE_SIZE;
	seen.nr_user += page->user;
	if (page->attr & PLAT_ATTR_W && page->attr & PLAT_ATTR_X)
		seen.nr_writable_and_executable++;
	if (!check_page(page)) {
		tap_note("wrong: va %#lx pa %#lx size %#lx attr %#x", page->va,
			 page->pa, page->size, page->attr);
		seen.nr_wrong++;
	}
}

static uint64_t expected_bytes(plat_attr_t (*expected)(const struct plat_mrd *))
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;
	uint64_t bytes = 0;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		if (expected(&list->mrds[i]))
			bytes += list->mrds[i].size;
	}
	return bytes;
}

static bool guards_are_absent(void)
{
	for (unsigned int i = 0; i < plat_nr_stacks; i++) {
		struct plat_pt_mapping m;
		uint64_t guard = (uintptr_t)plat_stacks[i].low - PLAT_PAGE_SIZE;

		if (!plat_pt_query(plat_kernel_pt(), plat_va(guard), &m))
			return false;
	}
	return plat_nr_stacks > 0;
}

/* The tables that the CPU uses now. */
#define MAX_TABLES 512
static uint64_t tables[MAX_TABLES];
static unsigned int nr_tables;

static void visit_table(uint64_t pa)
{
	if (nr_tables < MAX_TABLES)
		tables[nr_tables++] = pa;
}

static bool is_table(uint64_t pa)
{
	for (unsigned int i = 0; i < nr_tables; i++) {
		if (tables[i] == pa)
			return true;
	}
	return false;
}

/* The boot tables' frames are the allocator's now: overwriting them breaks
 * nothing. Some may be in use again, as tables that came later. */
static unsigned int overwrite_boot_tables(unsigned int *nr_lost)
{
	plat_pa_t pa = plat_image_pa(plat_bpt);
	unsigned int nr = 0;

	for (uint32_t i = 0; i < plat_bpt_nr_tables; i++) {
		if (!plat_frame_alloc_at(pa, 0)) {
			memset(plat_direct_map(pa), 0xff, PLAT_PAGE_SIZE);
			nr++;
		} else if (!is_table(pa.v)) {
			(*nr_lost)++;
		}
		pa.v += PLAT_PAGE_SIZE;
	}
	walk_flush();
	return nr;
}

/* How many tables are in frames that the allocator would have. */
static unsigned int nr_tables_in_ram(void)
{
	uint64_t boot_tables = plat_image_pa(plat_bpt).v;
	unsigned int nr = 0;

	for (unsigned int i = 0; i < nr_tables; i++) {
		const struct plat_mrd *mrd =
		    plat_mrd_find(&plat_bootinfo()->mrds, plat_pa(tables[i]));

		nr += mrd->type == PLAT_MRD_FREE ||
		      tables[i] - boot_tables <
			  plat_bpt_nr_tables * PLAT_PAGE_SIZE;
	}
	return nr;
}

/* Those boot tables that are frames now: where the host has to be told what is
 * shared, all stay what they are. */
static uint32_t nr_boot_tables(void)
{
	return plat_frontend()->share ? 0 : plat_bpt_nr_tables;
}

/* Every frame is free, a table of the kernel's, or metadata; the boot tables'
 * have come back. */
static bool frames_add_up(void)
{
	uint64_t ram = plat_mrd_total(&plat_bootinfo()->mrds, PLAT_MRD_FREE) >>
		       PLAT_PAGE_SHIFT;
	struct plat_frame_stats stats;
	uint64_t used;

	plat_frame_stats(&stats);
	used = nr_tables_in_ram() + stats.nr_metadata;
	tap_note("%lu frames of RAM, %u boot tables, %lu used, %lu free", ram,
		 nr_boot_tables(), used, stats.nr_free);
	return stats.nr_free == ram + nr_boot_tables() - used;
}

static void look_away(const struct walk_page *page)
{
	(void)page;
}

static void no_table(uint64_t pa)
{
	(void)pa;
}

int main(void)
{
	unsigned int nr_lost = 0, nr_overwritten;

	walk_tables(look_away, visit_table);
	walk_tables(visit, no_table);
	tap_ok(frames_add_up(), "all frames are free but tables and metadata");
	tap_note("%lu pages, %lu of them large", seen.nr_pages,
		 seen.nr_large_pages);
	tap_ok(seen.nr_pages > 0, "the tables can be walked");
	tap_ok(seen.nr_wrong == 0, "every page is what its region calls for");
	tap_ok(seen.direct_bytes == expected_bytes(direct_expected),
	       "the direct map has all of it (%lu KiB)",
	       seen.direct_bytes >> 10);
	tap_ok(seen.image_bytes + plat_nr_stacks * PLAT_PAGE_SIZE ==
		   expected_bytes(image_expected),
	       "the image window has all of it but guards (%lu KiB)",
	       seen.image_bytes >> 10);
	tap_ok(seen.early_bytes == 0, "nothing is left in the early window");
	tap_ok(seen.nr_elsewhere == 0, "nothing is mapped elsewhere");
	tap_ok(seen.nr_writable_and_executable == 0,
	       "no page is both writable and executable");
	tap_ok(seen.nr_user == 0, "no page is user mode's");
	tap_ok(guards_are_absent(), "no stack's guard page is mapped");
	nr_overwritten = overwrite_boot_tables(&nr_lost);
	if (nr_boot_tables())
		tap_ok(nr_overwritten > 0 && nr_lost == 0,
		       "the boot tables' frames are free (%u overwritten) or "
		       "reused", nr_overwritten);
	else
		tap_ok(nr_overwritten == 0,
		       "the boot tables are none that the allocator has");
	seen.nr_consoles = 0;
	walk_tables(visit, no_table);
	tap_ok(seen.nr_wrong == 0, "and nothing uses them");
	return tap_done();
}
