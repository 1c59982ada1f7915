/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading tables. */
#include <plat/pt.h>

#include <plat/errno.h>

#include "common/paging/entry.h"

/* What covers @va: a page, or (false) nothing from out->va on for out->size
 * bytes. */
static bool look_up(const struct plat_pt *pt, uint64_t va,
		    struct plat_pt_mapping *out)
{
	const struct plat_pt_geometry *g = pt->geometry;
	unsigned int level;
	uint64_t entry = *pt_find_entry(pt, va, &level);

	out->size = plat_pt_span(level);
	out->va = plat_va(plat_align_down(va, out->size));
	out->level = (uint8_t)level;
	if (!(entry & PT_PRESENT))
		return false;
	out->pa = plat_pa(pt_leaf_address(g, entry, level));
	out->attr = pt_leaf_attr(g, entry, level);
	if (pt->ops->decode)
		out->pa = pt->ops->decode(pt->ctx, out->pa, &out->attr);
	return true;
}

int plat_pt_query(const struct plat_pt *pt, plat_va_t va,
		  struct plat_pt_mapping *out)
{
	if (!pt_translates(pt->geometry, va.v, 1))
		return -PLAT_EINVAL;
	return look_up(pt, va.v, out) ? 0 : -PLAT_ENOENT;
}

static bool continues(const struct plat_pt_mapping *run,
		      const struct plat_pt_mapping *page)
{
	return run->size != 0 && run->level == page->level &&
	       run->attr == page->attr &&
	       run->va.v + run->size == page->va.v &&
	       run->pa.v + run->size == page->pa.v;
}

int plat_pt_walk(const struct plat_pt *pt, plat_va_t va, uint64_t size,
		 int (*visit)(void *arg, const struct plat_pt_mapping *run),
		 void *arg)
{
	struct plat_pt_mapping run = {.size = 0};
	uint64_t left = size;
	int status = 0;

	if (size != 0 && !pt_translates(pt->geometry, va.v, size))
		return -PLAT_EINVAL;
	while (left && !status) {
		struct plat_pt_mapping page;
		bool is_mapped = look_up(pt, va.v, &page);
		uint64_t step = page.va.v + page.size - va.v;

		if (is_mapped && continues(&run, &page)) {
			run.size += page.size;
		} else if (is_mapped) {
			if (run.size)
				status = visit(arg, &run);
			run = page;
		}
		va.v += step;
		left -= plat_min_u64(left, step);
	}
	if (!status && run.size)
		status = visit(arg, &run);
	return status;
}

bool plat_pt_holds(const struct plat_pt *pt, uint64_t va, uint64_t end)
{
	unsigned int level, nr;

	for (; va < end; va = pt_after(va, level, nr)) {
		const uint64_t *entry = pt_find_entry(pt, va, &level);

		nr = pt_nr_entries(va, end, level);
		if (!pt_all_present(entry, nr))
			return false;
	}
	return true;
}
