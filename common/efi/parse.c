/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/efi.h>

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>
#include <plat/view.h>

#include "common/efi/handover.h"
#include "common/efi/map.h"

/* A bound on the work that a lying size can cause: more than boot info can
 * hold under any configuration. */
#define DESCRIPTORS_MAX 131072u

/* Devicetree Specification 0.4, 5.2: magic and totalsize, big endian. */
#define FDT_MAGIC        0xd00dfeedu
#define FDT_HEADER_BYTES 40u

static int read_handover(struct plat_view *view, plat_pa_t pa,
			 struct plat_efi_handover *h)
{
	if (!plat_view_read(view, pa, h, sizeof(*h))) {
		plat_warn("efi: cannot reach the handover at %#jx", pa.v);
		return -PLAT_EPROTO;
	}
	if (h->magic != PLAT_EFI_MAGIC || h->version != PLAT_EFI_VERSION ||
	    h->bytes != sizeof(*h)) {
		plat_warn("efi: what is at %#jx is not our stub's handover",
			  pa.v);
		return -PLAT_EPROTO;
	}
	return 0;
}

/* Neighbours of one type, as firmware has many of them, become one region. */
struct run {
	uint64_t start, end;
	enum plat_mrd_type type;
};

static int add_run(struct plat_bootinfo *bi, const struct run *run)
{
	if (run->start == run->end)
		return 0;
	return plat_bootinfo_add_region(
	    bi,
	    (struct plat_pa_range){plat_pa(run->start), run->end - run->start},
	    run->type, "efi");
}

static int take_descriptor(struct plat_bootinfo *bi, struct run *run,
			   const struct efi_memory_descriptor *d)
{
	enum plat_mrd_type type = plat_efi_mrd_type(d);
	int status = 0;

	if (type != run->type || d->pa != run->end) {
		status = add_run(bi, run);
		*run = (struct run){d->pa, d->pa, type};
	}
	run->end = plat_efi_end(d);
	return status;
}

static int take_map(struct plat_bootinfo *bi, struct plat_view *view,
		    const struct plat_efi_handover *h)
{
	struct run run = {0, 0, PLAT_MRD_RESERVED};
	uint64_t nr = h->map_bytes / h->descriptor_bytes;
	struct efi_memory_descriptor d;
	int status = 0;

	if (nr > DESCRIPTORS_MAX) {
		plat_warn("efi: %lu descriptors in the memory map: only %u "
			  "are looked at", nr, DESCRIPTORS_MAX);
		nr = DESCRIPTORS_MAX;
	}
	for (uint64_t i = 0; i < nr && !status; i++) {
		plat_pa_t pa = plat_pa(h->map_pa + i * h->descriptor_bytes);

		if (!plat_view_read(view, pa, &d, sizeof(d))) {
			plat_warn("efi: cannot reach the memory map at %#jx",
				  pa.v);
			break;
		}
		status = take_descriptor(bi, &run, &d);
	}
	return status ? status : add_run(bi, &run);
}

static int take_initrd(struct plat_bootinfo *bi, struct plat_view *view,
		       const struct plat_efi_handover *h)
{
	struct plat_pa_range initrd = {plat_pa(h->initrd_pa),
				       h->initrd_bytes};

	if (!h->initrd_bytes)
		return 0;
	return plat_bootinfo_take_module(bi, view, initrd,
					 (struct plat_pa_range){{0}, 0});
}

/* Its header says how long it is; whether it is sound, its reader finds out. */
static int take_devicetree(struct plat_bootinfo *bi, struct plat_view *view,
			   const struct plat_efi_handover *h)
{
	struct plat_pa_range range = {plat_pa(h->devicetree_pa), 0};
	uint32_t header[2];

	if (!h->devicetree_pa)
		return 0;
	if (!plat_view_read(view, range.start, header, sizeof(header)) ||
	    __builtin_bswap32(header[0]) != FDT_MAGIC ||
	    __builtin_bswap32(header[1]) < FDT_HEADER_BYTES) {
		plat_warn("efi: there is no devicetree at %#jx",
			  range.start.v);
		return 0;
	}
	range.size = __builtin_bswap32(header[1]);
	bi->devicetree = range;
	return plat_bootinfo_add_region(bi, range, PLAT_MRD_DEVICETREE,
					"efi");
}

static int take_all(struct plat_bootinfo *bi, struct plat_view *view,
		    const struct plat_efi_handover *h)
{
	bool has_map = h->descriptor_bytes >=
			   sizeof(struct efi_memory_descriptor) &&
		       h->map_bytes >= h->descriptor_bytes;
	int status = 0;

	bi->protocol = PLAT_PROTOCOL_EFI;
	bi->rsdp = plat_pa(h->rsdp_pa);
	plat_bootinfo_take_cmdline(
	    bi, view,
	    (struct plat_pa_range){plat_pa(h->cmdline_pa), h->cmdline_bytes});
	if (has_map)
		status = take_map(bi, view, h);
	if (!status)
		status = take_initrd(bi, view, h);
	if (!status)
		status = take_devicetree(bi, view, h);
	if (!status && !has_map)
		status = -PLAT_ENOENT;
	return status;
}

int plat_efi_parse(struct plat_bootinfo *bi, plat_pa_t handover)
{
	struct plat_view view = PLAT_VIEW_INIT;
	struct plat_efi_handover h;
	int status = read_handover(&view, handover, &h);

	if (!status)
		status = take_all(bi, &view, &h);
	plat_view_close(&view);
	return status;
}
