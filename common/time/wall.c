/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The wall clock: asked once, it goes on with the monotonic clock.
 */
#include "common/time/wall.h"

#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/lock.h>
#include <plat/time.h>

#include "common/time/wall_from.h"

static int (*const sources[])(uint64_t *ns) = {
#define REFER(name) plat_wall_from_##name,
    PLAT_WALL_FROM(REFER)
    plat_arch_wall_ns,
};

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_TIME);

/* Under lock: wall clock minus monotonic clock, once known. */
static uint64_t offset_ns;
static bool known;

static int ask(uint64_t *ns)
{
	const struct plat_frontend *frontend = plat_frontend();
	int err = -PLAT_ENOTSUP;

	if (frontend->wall_ns)
		err = frontend->wall_ns(ns);
	for (unsigned int i = 0;
	     err == -PLAT_ENOTSUP && i < PLAT_ARRAY_SIZE(sources); i++)
		err = sources[i](ns);
	return err;
}

int plat_time_wall_ns(uint64_t *ns)
{
	uint64_t now = plat_time_ns();
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = 0;

	if (!known) {
		uint64_t wall;

		err = ask(&wall);
		if (!err) {
			offset_ns = wall - now;
			known = true;
		}
	}
	*ns = now + offset_ns;
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}
