/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/multiboot.h>

#include <plat/view.h>

#include "common/boot/e820_abi.h"
#include "common/multiboot/multiboot.h"
#include "common/multiboot/multiboot_abi.h"

static int take_modules(struct plat_bootinfo *bi, struct plat_view *view,
			const struct mb1_info *info)
{
	uint32_t nr = info->nr_modules;
	struct mb1_module m;
	int status;

	if (nr > MULTIBOOT_MODULES_MAX) {
		plat_warn("multiboot: %u modules: only %u are looked at",
			  nr, MULTIBOOT_MODULES_MAX);
		nr = MULTIBOOT_MODULES_MAX;
	}
	for (uint32_t i = 0; i < nr; i++) {
		plat_pa_t pa = plat_pa(info->modules + i * sizeof(m));

		if (!plat_view_read(view, pa, &m, sizeof(m))) {
			plat_warn("multiboot: cannot reach module %u at "
				  "%#jx", i, pa.v);
			return 0;
		}
		status = plat_bootinfo_take_module(
		    bi, view, multiboot_module(m.start, m.end),
		    plat_bootinfo_text(m.cmdline));
		if (status)
			return status;
	}
	return 0;
}

/* Take the entry at *pa, of which *left bytes are in the map; go past it.
 * -PLAT_EPROTO: the map is no good from here on. */
static int take_mmap_entry(struct plat_bootinfo *bi, struct plat_view *view,
			   plat_pa_t *pa, uint32_t *left)
{
	struct mb1_mmap e;
	uint32_t size;

	if (*left < sizeof(size) + sizeof(e) ||
	    !plat_view_read(view, *pa, &size, sizeof(size)) ||
	    size < sizeof(e) || size > *left - sizeof(size) ||
	    !plat_view_read(view, plat_pa(pa->v + sizeof(size)), &e,
			    sizeof(e))) {
		plat_warn("multiboot: the memory map is broken at %#jx",
			  pa->v);
		return -PLAT_EPROTO;
	}
	pa->v += sizeof(size) + size;
	*left -= (uint32_t)sizeof(size) + size;
	return plat_multiboot_add_region(
	    bi, e.pa[0] | (uint64_t)e.pa[1] << 32,
	    e.bytes[0] | (uint64_t)e.bytes[1] << 32, e820_mrd_type(e.type));
}

static int take_mmap(struct plat_bootinfo *bi, struct plat_view *view,
		     const struct mb1_info *info)
{
	plat_pa_t pa = plat_pa(info->mmap);
	uint32_t left = info->mmap_bytes;
	int status = 0;

	if (left > MULTIBOOT_INFO_BYTES) {
		plat_warn("multiboot: %u bytes of memory map: only %u are "
			  "looked at", left, MULTIBOOT_INFO_BYTES);
		left = MULTIBOOT_INFO_BYTES;
	}
	while (left && !status)
		status = take_mmap_entry(bi, view, &pa, &left);
	return status == -PLAT_EPROTO ? 0 : status;
}

static int take_memory(struct plat_bootinfo *bi, struct plat_view *view,
		       const struct mb1_info *info)
{
	if (info->flags & MB1_HAS_MMAP)
		return take_mmap(bi, view, info);
	if (info->flags & MB1_HAS_MEMORY)
		return plat_multiboot_take_sizes(bi, info->mem_lower_kib,
						 info->mem_upper_kib);
	plat_warn("multiboot: nothing tells of memory");
	return -PLAT_ENOENT;
}

static int take_all(struct plat_bootinfo *bi, struct plat_view *view,
		    const struct mb1_info *info)
{
	int memory = take_memory(bi, view, info);
	int modules = 0;

	bi->protocol = PLAT_PROTOCOL_MULTIBOOT1;
	if (info->flags & MB1_HAS_MODULES)
		modules = take_modules(bi, view, info);
	if (info->flags & MB1_HAS_CMDLINE)
		plat_bootinfo_take_cmdline(bi, view,
					   plat_bootinfo_text(info->cmdline));
	return modules ? modules : memory;
}

PLAT_COLD int plat_multiboot1_parse(struct plat_bootinfo *bi, plat_pa_t info)
{
	struct plat_view view = PLAT_VIEW_INIT;
	struct mb1_info copy;
	int status = -PLAT_EPROTO;

	if (plat_view_read(&view, info, &copy, sizeof(copy)))
		status = take_all(bi, &view, &copy);
	else
		plat_warn("multiboot: cannot reach the information at "
			  "%#jx", info.v);
	plat_view_close(&view);
	return status;
}
