/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Making the table of lcpus, in images that have a use for it.
 */
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/stage.h>

#include "common/events/events.h"
#include "common/lcpu/lcpu.h"

/* What there is until then, and if there is nothing else. */
static uint64_t lone_words[PLAT_NR_LCPU_KINDS];
static struct plat_lcpu lone = {
	.state = PLAT_LCPU_IDLE,
	.bit = 1,
	.posted = PLAT_LCPU_CLOSED,
	.asked_by = lone_words,
};
static uint32_t lone_number;

struct plat_lcpu_table plat_lcpu_table = {
	.lcpus = &lone,
	.by_hw_id = &lone_number,
	.nr = 1,
	.room = 1,
	.nr_words = 1,
};

static uint64_t boot_hw_id;
static uint32_t nr_told; /* beside the one that runs, which may be forgotten */

static void count(const struct plat_topology_lcpu *told)
{
	if (told->flags & PLAT_LCPU_ENABLED && told->hw_id != boot_hw_id)
		nr_told++;
}

static int make_table(void)
{
	uint32_t room = nr_told + 1;
	uint64_t bytes = plat_lcpu_table_bytes(room);
	unsigned int order = 0;
	plat_pa_t pa;
	int err;

	while (PLAT_PAGE_SIZE << order < bytes)
		order++;
	err = plat_frame_alloc(order, PLAT_FRAME_ANY, &pa);
	if (err)
		return err;
	plat_lcpu_table_init(plat_direct_map(pa), room, boot_hw_id);
	plat_arch_lcpus(plat_lcpu_table_add);
	return 0;
}

static int set_up(void)
{
	boot_hw_id = plat_arch_lcpu_hw_id();
	plat_arch_lcpus(count);
	if (make_table())
		plat_err("no memory for a table of %u lcpus: one is used",
			 nr_told + 1);
	plat_lcpu_table.ops = plat_frontend()->lcpu_ops
				  ? plat_frontend()->lcpu_ops
				  : plat_lcpu_host_ops();
	if (plat_lcpu_table.ops)
		plat_lcpu_set_address(plat_lcpu_table.lcpus);
	else
		plat_lcpu_table.lcpus[0].posted = PLAT_LCPU_CLOSED;
	plat_arch_lcpu_counted(plat_lcpu_table.nr);
	plat_atomic_store_relaxed(&plat_events_wake, plat_lcpu_wake);
	return 0;
}

PLAT_STAGE(time, irq, lcpus, .init = set_up);

/* What a crash does about them comes into the image with them. */
extern const struct plat_crash_part plat_crash_part_lcpus;
PLAT_USED static const void *const crash_part = &plat_crash_part_lcpus;
