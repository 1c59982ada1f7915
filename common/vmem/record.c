/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Records of ranges: pieces of frames, which go back when none is in use.
 */
#include "common/vmem/vmem.h"

#include <plat/frame.h>
#include <plat/log.h>

struct plat_vmem_page {
	LIST_ENTRY(plat_vmem_page) link; /* of those with room */
	plat_pa_t pa;
	struct plat_vmem_range *first_free;
	uint64_t nr_used;
	struct plat_vmem_range records[];
};

#define NR_RECORDS                                                         \
	((PLAT_PAGE_SIZE - offsetof(struct plat_vmem_page, records)) /     \
	 sizeof(struct plat_vmem_range))

static struct plat_vmem_page *page_of(const struct plat_vmem_range *r)
{
	return plat_va_ptr(plat_va(
		plat_align_down(plat_va_of(r).v, PLAT_PAGE_SIZE)));
}

static void put(struct plat_vmem_page *page, struct plat_vmem_range *r)
{
	r->next_free = page->first_free;
	page->first_free = r;
}

static struct plat_vmem_page *add_page(struct plat_vmem *vmem)
{
	struct plat_vmem_page *page;
	plat_pa_t pa;

	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &pa))
		return NULL;
	page = plat_vmem_frame(pa);
	page->pa = pa;
	page->first_free = NULL;
	page->nr_used = 0;
	for (unsigned int i = 0; i < NR_RECORDS; i++)
		put(page, &page->records[i]);
	LIST_INSERT_HEAD(&vmem->pages, page, link);
	return page;
}

struct plat_vmem_range *plat_vmem_record_new(struct plat_vmem *vmem)
{
	struct plat_vmem_page *page = LIST_FIRST(&vmem->pages);
	struct plat_vmem_range *r;

	if (!page)
		page = add_page(vmem);
	if (!page)
		return NULL;
	r = page->first_free;
	page->first_free = r->next_free;
	page->nr_used++;
	if (!page->first_free)
		LIST_REMOVE(page, link);
	return r;
}

void plat_vmem_record_free(struct plat_vmem *vmem, struct plat_vmem_range *r)
{
	struct plat_vmem_page *page = page_of(r);

	if (!r)
		return;
	if (!page->first_free)
		LIST_INSERT_HEAD(&vmem->pages, page, link);
	put(page, r);
	if (--page->nr_used)
		return;
	LIST_REMOVE(page, link);
	if (plat_frame_free(page->pa, 0))
		plat_err("vmem: the records' frame %#lx was free already",
			 page->pa.v);
}
