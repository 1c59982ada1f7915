/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What every boot loader hands over in the same way, whatever the protocol:
 * texts and modules that it left somewhere in memory.
 */
#include <plat/bootinfo.h>

#include <plat/log.h>
#include <plat/string.h>
#include <plat/view.h>

/* As much of @range as can be reached; NULL where there is none, or where none
 * of it can be reached, and then the log says so. */
static inline struct plat_view_text reach(const struct plat_bootinfo *bi,
					  struct plat_view *view,
					  struct plat_pa_range range,
					  const char *what)
{
	struct plat_view_text text = {NULL, 0};

	if (range.start.v == 0 || range.size == 0)
		return text;
	text = plat_view_text(view, range.start,
			      plat_min_u64(range.size, PLAT_CMDLINE_MAX));
	if (plat_unlikely(!text.bytes))
		plat_warn("%s: cannot reach %s command line at %#jx",
			  plat_protocol_name(bi->protocol), what,
			  range.start.v);
	return text;
}

void plat_bootinfo_take_cmdline(struct plat_bootinfo *bi,
				struct plat_view *view,
				struct plat_pa_range range)
{
	struct plat_view_text text = reach(bi, view, range, "the");

	if (text.bytes)
		plat_bootinfo_set_cmdline(bi, text.bytes, text.room);
}

PLAT_COLD int plat_bootinfo_take_module(struct plat_bootinfo *bi,
					struct plat_view *view,
					struct plat_pa_range data,
					struct plat_pa_range range)
{
	struct plat_view_text text = reach(bi, view, range, "a module's");

	range.size = text.bytes ? strnlen(text.bytes, text.room) : 0;
	return plat_bootinfo_add_module(bi, data, range);
}
