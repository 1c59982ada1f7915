/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/view.h>

#define SPAN (2 * PLAT_PAGE_SIZE)

void plat_view_close(struct plat_view *view)
{
	if (view->bytes)
		plat_early_unmap(view->bytes, view->size);
	*view = (struct plat_view)PLAT_VIEW_INIT;
}

static bool map(struct plat_view *view, plat_pa_t pa, uint64_t size)
{
	const void *bytes = plat_early_map(pa, size, PLAT_MT_WB);

	if (!bytes)
		return false;
	*view = (struct plat_view){bytes, pa, size};
	return true;
}

static const void *slide(struct plat_view *view, plat_pa_t pa, uint64_t size)
{
	uint64_t lead = pa.v & PLAT_PAGE_MASK;

	plat_view_close(view);
	/* The page after may be one that does not exist: then no more than
	 * what was asked for. */
	if (plat_range_below(lead, size, SPAN) &&
	    map(view, plat_pa(pa.v - lead), SPAN))
		return view->bytes + lead;
	return map(view, pa, size) ? view->bytes : NULL;
}

PLAT_ALWAYS_INLINE static inline const void *at(struct plat_view *view,
						plat_pa_t pa, uint64_t size)
{
	uint64_t offset = pa.v - view->start.v;

	if (plat_likely(offset < view->size && size <= view->size - offset))
		return view->bytes + offset;
	return slide(view, pa, size);
}

const void *plat_view_at(struct plat_view *view, plat_pa_t pa, uint64_t size)
{
	return at(view, pa, size);
}

bool plat_view_read(struct plat_view *view, plat_pa_t pa, void *dst,
		    uint64_t size)
{
	const void *src = at(view, pa, size);

	if (src)
		plat_snapshot(dst, src, size);
	return src != NULL;
}

struct plat_view_text plat_view_text(struct plat_view *view, plat_pa_t pa,
				     size_t max)
{
	struct plat_view_text text = {plat_view_at(view, pa, max), max};
	size_t to_page_end = PLAT_PAGE_SIZE - (pa.v & PLAT_PAGE_MASK);

	if (!text.bytes && to_page_end < max) {
		text.room = to_page_end;
		text.bytes = plat_view_at(view, pa, to_page_end);
	}
	return text;
}
