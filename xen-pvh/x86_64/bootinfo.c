/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/acpi.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/pvh.h>

#include "common/x86_64/cpu.h"
#include "common/xen/xen.h"
#include "xen-pvh/x86_64/xen-pvh.h"

/* A physical address of 0 means "none" in more than one place. */
static const struct plat_pa_range page_0 = {{0}, PLAT_PAGE_SIZE};

#define HOLE_BYTES PLAT_MIB(16)

static struct plat_pa_range hole;

struct plat_pa_range plat_xen_pvh_hole(void)
{
	return hole;
}

static int add_hole(struct plat_bootinfo *bi)
{
	hole = plat_xen_find_hole(bi, HOLE_BYTES,
				  (uint64_t)1 << plat_x86_cpu.pa_bits);
	if (!hole.size) {
		plat_warn("xen: no room for foreign pages");
		return 0;
	}
	return plat_bootinfo_add_region(bi, hole, PLAT_MRD_HOLE, "xen");
}

int plat_xen_pvh_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	int err = plat_bootinfo_add_region(bi, page_0, PLAT_MRD_RESERVED,
					   "xen");

	if (!err)
		err = plat_pvh_parse(bi, arg);
	/* Start info of version 0 has no memory map. */
	if (err == -PLAT_ENOENT)
		err = plat_xen_take_memory_map(bi);
	if (!err)
		err = add_hole(bi);
	if (err)
		return err;
	err = plat_acpi_init(bi->rsdp);
	if (err)
		plat_info("no ACPI tables: %s", plat_errno_name(err));
	return 0;
}
