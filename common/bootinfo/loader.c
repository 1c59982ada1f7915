/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What every boot loader hands over in the same way, whatever the protocol:
 * texts and modules that it left somewhere in memory.
 */
#include <plat/bootinfo.h>

#include <plat/log.h>
#include <plat/string.h>
#include <plat/view.h>

/* As much of @text as can be reached; NULL where there is none, or where none
 * of it can be reached, and then the log says so. */
static inline const char *reach(const struct plat_bootinfo *bi,
				struct plat_view *view,
				struct plat_pa_range text, size_t *room,
				const char *what)
{
	const char *bytes;

	if (text.start.v == 0 || text.size == 0)
		return NULL;
	bytes = plat_view_text(view, text.start,
			       plat_min_u64(text.size, PLAT_CMDLINE_MAX), room);
	if (plat_unlikely(!bytes))
		plat_warn("%s: cannot reach %s command line at %#jx",
			  plat_protocol_name(bi->protocol), what,
			  text.start.v);
	return bytes;
}

void plat_bootinfo_take_cmdline(struct plat_bootinfo *bi,
				struct plat_view *view,
				struct plat_pa_range text)
{
	size_t room;
	const char *bytes = reach(bi, view, text, &room, "the");

	if (bytes)
		plat_bootinfo_set_cmdline(bi, bytes, room);
}

PLAT_COLD int plat_bootinfo_take_module(struct plat_bootinfo *bi,
					struct plat_view *view,
					struct plat_pa_range data,
					struct plat_pa_range text)
{
	size_t room;
	const char *bytes = reach(bi, view, text, &room, "a module's");

	return plat_bootinfo_add_module(
	    bi, data,
	    (struct plat_pa_range){text.start,
				   bytes ? strnlen(bytes, room) : 0});
}
