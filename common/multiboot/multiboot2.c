/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/multiboot.h>

#include <plat/view.h>

#include "common/boot/e820_abi.h"
#include "common/multiboot/multiboot.h"
#include "common/multiboot/multiboot_abi.h"

#define TAG_ALIGN 8u

struct parse {
	struct plat_bootinfo *bi;
	struct plat_view view;
	bool has_mmap;
	bool has_memory;
	bool has_new_rsdp;
	uint32_t nr_modules;
	struct mb2_memory memory;
};

static void say_short(const struct mb2_tag *tag)
{
	plat_warn("multiboot2: tag %u of %u bytes is too short", tag->type,
		  tag->size);
}

/* The text that follows the @bytes of the tag that tell about it. */
static struct plat_pa_range text_of(plat_pa_t pa, const struct mb2_tag *tag,
				    uint32_t bytes)
{
	return (struct plat_pa_range){plat_pa(pa.v + bytes),
				      tag->size - bytes};
}

static int take_module(struct parse *p, plat_pa_t pa,
		       const struct mb2_tag *tag)
{
	struct mb2_module m;

	if (tag->size < sizeof(m) ||
	    !plat_view_read(&p->view, pa, &m, sizeof(m))) {
		say_short(tag);
		return 0;
	}
	if (p->nr_modules++ == MULTIBOOT_MODULES_MAX)
		plat_warn("multiboot2: more than %u modules",
			  MULTIBOOT_MODULES_MAX);
	if (p->nr_modules > MULTIBOOT_MODULES_MAX)
		return 0;
	return plat_bootinfo_take_module(p->bi, &p->view,
					 multiboot_module(m.start, m.end),
					 text_of(pa, tag, sizeof(m)));
}

static int take_entries(struct parse *p, plat_pa_t pa, uint32_t left,
			uint32_t entry_size)
{
	struct mb2_mmap_entry e;
	int status = 0;

	for (; left >= entry_size && !status; left -= entry_size) {
		if (!plat_view_read(&p->view, pa, &e, sizeof(e))) {
			plat_warn("multiboot2: cannot reach the memory map "
				  "at %#jx", pa.v);
			return 0;
		}
		status = plat_multiboot_add_region(p->bi, e.pa, e.bytes,
						   e820_mrd_type(e.type));
		pa.v += entry_size;
	}
	return status;
}

static int take_mmap(struct parse *p, plat_pa_t pa, const struct mb2_tag *tag)
{
	struct mb2_mmap map;

	if (tag->size < sizeof(map) ||
	    !plat_view_read(&p->view, pa, &map, sizeof(map))) {
		say_short(tag);
		return 0;
	}
	if (map.entry_size < sizeof(struct mb2_mmap_entry) ||
	    map.entry_size % TAG_ALIGN) {
		plat_warn("multiboot2: memory map entries of %u bytes",
			  map.entry_size);
		return 0;
	}
	p->has_mmap = true;
	return take_entries(p, plat_pa(pa.v + sizeof(map)),
			    tag->size - (uint32_t)sizeof(map),
			    map.entry_size);
}

static void take_memory(struct parse *p, plat_pa_t pa,
			const struct mb2_tag *tag)
{
	if (tag->size < sizeof(p->memory) ||
	    !plat_view_read(&p->view, pa, &p->memory, sizeof(p->memory)))
		say_short(tag);
	else
		p->has_memory = true;
}

/* What it refers to is the copy in the tag: that has to stay. */
static int take_rsdp(struct parse *p, plat_pa_t pa, const struct mb2_tag *tag,
		     uint32_t bytes)
{
	if (tag->size < sizeof(*tag) + bytes) {
		say_short(tag);
		return 0;
	}
	p->bi->rsdp = plat_pa(pa.v + sizeof(*tag));
	return plat_multiboot_add_region(p->bi, p->bi->rsdp.v, bytes,
					 PLAT_MRD_FIRMWARE);
}

static int take_tag(struct parse *p, plat_pa_t pa, const struct mb2_tag *tag)
{
	switch (tag->type) {
	case MB2_TAG_CMDLINE:
		plat_bootinfo_take_cmdline(p->bi, &p->view,
					   text_of(pa, tag, sizeof(*tag)));
		return 0;
	case MB2_TAG_MODULE:
		return take_module(p, pa, tag);
	case MB2_TAG_MEMORY:
		take_memory(p, pa, tag);
		return 0;
	case MB2_TAG_MMAP:
		return take_mmap(p, pa, tag);
	case MB2_TAG_RSDP_OLD:
		if (p->has_new_rsdp)
			return 0;
		return take_rsdp(p, pa, tag, MB2_RSDP_OLD_BYTES);
	case MB2_TAG_RSDP_NEW:
		p->has_new_rsdp = true;
		return take_rsdp(p, pa, tag, MB2_RSDP_NEW_BYTES);
	default:
		return 0;
	}
}

/* Take the tag at *pa, of @left bytes that remain, and go past it. @more is
 * false after the last one, or where the rest is no good. */
static int next_tag(struct parse *p, plat_pa_t *pa, uint32_t *left,
		    bool *more)
{
	plat_pa_t at = *pa;
	struct mb2_tag tag;
	uint64_t step;

	*more = false;
	if (*left < sizeof(tag) ||
	    !plat_view_read(&p->view, at, &tag, sizeof(tag)) ||
	    tag.size < sizeof(tag) || tag.size > *left) {
		plat_warn("multiboot2: the tags are broken at %#jx", at.v);
		return 0;
	}
	if (tag.type == MB2_TAG_END)
		return 0;
	step = plat_align_up(tag.size, TAG_ALIGN);
	pa->v += step;
	*left -= (uint32_t)plat_min_u64(step, *left);
	*more = true;
	return take_tag(p, at, &tag);
}

static int take_tags(struct parse *p, plat_pa_t pa, uint32_t left)
{
	bool more = true;
	int status = 0;

	while (more && !status)
		status = next_tag(p, &pa, &left, &more);
	if (status || p->has_mmap)
		return status;
	if (p->has_memory)
		return plat_multiboot_take_sizes(p->bi, p->memory.lower_kib,
						 p->memory.upper_kib);
	plat_warn("multiboot: nothing tells of memory");
	return -PLAT_ENOENT;
}

static int read_info(struct parse *p, plat_pa_t pa, struct mb2_info *info)
{
	if (!plat_view_read(&p->view, pa, info, sizeof(*info))) {
		plat_warn("multiboot: cannot reach the information at "
			  "%#jx", pa.v);
		return -PLAT_EPROTO;
	}
	if (!plat_is_aligned(pa.v, TAG_ALIGN) ||
	    info->total_size < sizeof(*info) + sizeof(struct mb2_tag) ||
	    info->total_size > MULTIBOOT_INFO_BYTES) {
		plat_warn("multiboot2: no information of %u bytes at %#jx",
			  info->total_size, pa.v);
		return -PLAT_EPROTO;
	}
	return 0;
}

PLAT_COLD int plat_multiboot2_parse(struct plat_bootinfo *bi, plat_pa_t info)
{
	struct parse p = {.bi = bi, .view = PLAT_VIEW_INIT};
	struct mb2_info copy;
	int status = read_info(&p, info, &copy);

	if (!status) {
		bi->protocol = PLAT_PROTOCOL_MULTIBOOT2;
		status = take_tags(&p, plat_pa(info.v + sizeof(copy)),
				   copy.total_size - (uint32_t)sizeof(copy));
	}
	plat_view_close(&p.view);
	return status;
}
