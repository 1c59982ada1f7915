/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/efi.h>

#include <plat/arch/cpu.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/view.h>

#include "common/efi/handover.h"
#include "common/time/date.h"

/* A bound on the work that a lying number can cause: more than boot info can
 * hold under any configuration. */
#define REGIONS_MAX 131072u

/* Devicetree Specification 0.4, 5.2: magic and totalsize, big endian. */
#define FDT_MAGIC        0xd00dfeedu
#define FDT_HEADER_BYTES 40u

/* Until 2554 the nanoseconds since 1970 have 64 bits. */
#define YEAR_LAST      2500
#define NS_PER_S       1000000000u
#define MINUTES_OF_DAY 1440

/* The clock, and the counter then. */
static struct efi_time time_told;
static uint64_t counter_told;

static int take_regions(struct plat_bootinfo *bi, struct plat_view *view,
			const struct plat_efi_handover *h)
{
	uint32_t nr = h->nr_regions < REGIONS_MAX ? h->nr_regions : REGIONS_MAX;
	int status = nr ? 0 : -PLAT_ENOENT;

	for (uint32_t i = 0; i < nr && !status; i++) {
		plat_pa_t pa = plat_pa(h->regions_pa +
				       i * sizeof(struct plat_efi_region));
		struct plat_efi_region r;

		if (!plat_view_read(view, pa, &r, sizeof(r))) {
			plat_warn("efi: no memory map");
			return i ? 0 : -PLAT_ENOENT;
		}
		status = plat_bootinfo_add_region(
		    bi, (struct plat_pa_range){plat_pa(r.start), r.size},
		    (enum plat_mrd_type)r.type, "efi");
	}
	return status;
}

static int take_initrd(struct plat_bootinfo *bi,
		       const struct plat_efi_handover *h)
{
	struct plat_pa_range initrd = {plat_pa(h->initrd_pa),
				       h->initrd_bytes};

	if (!h->initrd_bytes)
		return 0;
	return plat_bootinfo_add_module(bi, initrd,
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
	int regions, status;

	bi->protocol = PLAT_PROTOCOL_EFI;
	bi->rsdp = plat_pa(h->rsdp_pa);
	time_told = h->time;
	counter_told = h->counter;
	plat_bootinfo_take_cmdline(
	    bi, view,
	    (struct plat_pa_range){plat_pa(h->cmdline_pa), h->cmdline_bytes});
	regions = take_regions(bi, view, h);
	if (regions && regions != -PLAT_ENOENT)
		return regions;
	status = take_initrd(bi, h);
	if (PLAT_HAS(PLAT_ARCH_HAS_DEVICETREE) && !status)
		status = take_devicetree(bi, view, h);
	return status ? status : regions;
}

int plat_efi_parse(struct plat_bootinfo *bi, plat_pa_t handover)
{
	struct plat_view view = PLAT_VIEW_INIT;
	struct plat_efi_handover h;
	int status = -PLAT_EPROTO;

	if (plat_view_read(&view, handover, &h, sizeof(h)) &&
	    h.magic == PLAT_EFI_MAGIC)
		status = take_all(bi, &view, &h);
	else
		plat_warn("efi: no handover of our stub at %#jx",
			  handover.v);
	plat_view_close(&view);
	return status;
}

/* What is added to local time. Where there is no zone it is UTC. */
static int64_t zone_s(const struct efi_time *t)
{
	if (t->zone < -MINUTES_OF_DAY || t->zone > MINUTES_OF_DAY)
		return 0;
	return t->zone * 60;
}

int plat_efi_wall_ns(uint64_t *ns, uint64_t *counter)
{
	const struct efi_time *t = &time_told;
	struct plat_date date = {t->year, t->month,  t->day,
				 t->hour, t->minute, t->second};
	uint64_t seconds;

	if (!t->year)
		return -PLAT_ENOENT;
	if (plat_date_to_seconds(&date, &seconds) || t->year > YEAR_LAST ||
	    t->ns >= NS_PER_S)
		return -PLAT_EINVAL;
	*ns = (seconds + (uint64_t)zone_s(t)) * NS_PER_S + t->ns;
	*counter = counter_told;
	return 0;
}
