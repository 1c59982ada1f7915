/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/pvh.h>

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/view.h>

#include "common/boot/e820_abi.h"
#include "common/pvh/pvh_abi.h"

/* Bounds on the work that a lying count can cause; both are more than boot
 * info can hold under any configuration. */
#define MODULES_MAX 2048u
#define MEMMAP_MAX  131072u

static int read_start_info(struct plat_view *view, plat_pa_t pa,
			   struct pvh_start_info *si)
{
	*si = (struct pvh_start_info){0};
	if (!plat_view_read(view, pa, si, PVH_VERSION_0_BYTES)) {
		plat_warn("pvh: cannot reach the start info at %#jx", pa.v);
		return -PLAT_EPROTO;
	}
	if (si->magic != PVH_MAGIC) {
		plat_warn("pvh: magic %#x at %#jx is not a start info's",
			  si->magic, pa.v);
		return -PLAT_EPROTO;
	}
	if (si->version == 0)
		return 0;
	if (!plat_view_read(view, plat_pa(pa.v + PVH_VERSION_0_BYTES),
			    &si->memmap_pa,
			    sizeof(*si) - PVH_VERSION_0_BYTES)) {
		plat_warn("pvh: the start info is cut off");
		si->memmap_entries = 0;
	}
	return 0;
}

static int take_modules(struct plat_bootinfo *bi, struct plat_view *view,
			const struct pvh_start_info *si)
{
	uint32_t nr = si->nr_modules;
	struct pvh_module m;
	int status;

	/* What lies behind those that there are would be taken for some. */
	if (nr > MODULES_MAX) {
		plat_warn("pvh: %u modules: none is looked at", nr);
		return 0;
	}
	for (uint32_t i = 0; i < nr; i++) {
		plat_pa_t pa = plat_pa(si->modlist_pa + i * sizeof(m));

		if (!plat_view_read(view, pa, &m, sizeof(m))) {
			plat_warn("pvh: cannot reach module %u at %#jx", i,
				  pa.v);
			return 0;
		}
		status = plat_bootinfo_take_module(
		    bi, view, (struct plat_pa_range){plat_pa(m.pa), m.size},
		    plat_bootinfo_text(m.cmdline_pa));
		if (status)
			return status;
	}
	return 0;
}

/* @si->memmap_entries: out: not more than were reached. */
static int take_memmap(struct plat_bootinfo *bi, struct plat_view *view,
		       struct pvh_start_info *si)
{
	uint32_t nr = si->memmap_entries;
	plat_pa_t pa = plat_pa(si->memmap_pa);
	struct pvh_memmap_entry e;
	const uint8_t *entry;
	bool has_all;
	int status = 0;

	if (nr > MEMMAP_MAX) {
		plat_warn("pvh: %u entries in the memory map: only %u are "
			  "looked at", nr, MEMMAP_MAX);
		si->memmap_entries = nr = MEMMAP_MAX;
	}
	entry = plat_view_at(view, pa, nr * sizeof(e));
	has_all = entry != NULL;
	for (; nr && !status; nr--, pa.v += sizeof(e), entry += sizeof(e)) {
		if (!has_all)
			entry = plat_view_at(view, pa, sizeof(e));
		if (!entry) {
			plat_warn("pvh: cannot reach the memory map at "
				  "%#jx", pa.v);
			si->memmap_entries -= nr;
			return 0;
		}
		plat_snapshot(&e, entry, sizeof(e));
		status = plat_bootinfo_add_region(
		    bi, (struct plat_pa_range){plat_pa(e.pa), e.size},
		    e820_mrd_type(e.type), "pvh");
	}
	return status;
}

static int take_all(struct plat_bootinfo *bi, struct plat_view *view,
		    struct pvh_start_info *si)
{
	int status;

	bi->protocol = PLAT_PROTOCOL_PVH;
	bi->rsdp = plat_pa(si->rsdp_pa);
	/* The map first: it is the most likely to lie beside the start info. */
	status = take_memmap(bi, view, si);
	if (!status && si->nr_modules)
		status = take_modules(bi, view, si);
	plat_bootinfo_take_cmdline(bi, view,
				   plat_bootinfo_text(si->cmdline_pa));
	if (!status && si->memmap_entries == 0)
		status = -PLAT_ENOENT;
	return status;
}

int plat_pvh_parse(struct plat_bootinfo *bi, plat_pa_t start_info)
{
	struct plat_view view = PLAT_VIEW_INIT;
	struct pvh_start_info si;
	int status = read_start_info(&view, start_info, &si);

	if (!status)
		status = take_all(bi, &view, &si);
	plat_view_close(&view);
	return status;
}
