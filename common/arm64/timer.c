/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the generic timer: the virtual one, or the physical one where
 * firmware describes no other. Arm DDI 0487 D11.
 */
#include "common/arm64/timer.h"

#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/log.h>

#include "common/arm64/machine.h"
#include "common/arm64/sysreg.h"
#include "common/time/event.h"
#include "common/time/scale.h"

#define CTL_ENABLE 1u

static enum { UNKNOWN, ABSENT, PRESENT } event;
static struct plat_scale from_ns;
static struct plat_arm64_timer timer;

/* A counter may be read before instructions that precede it. */
static uint64_t read_virtual(const struct plat_clock *self)
{
	(void)self;
	plat_arm64_isb();
	return plat_arm64_read(cntvct_el0);
}

static uint64_t read_physical(const struct plat_clock *self)
{
	(void)self;
	plat_arm64_isb();
	return plat_arm64_read(cntpct_el0);
}

/* Not all 64 bits count, but those that do last for 40 years: D11.1.2. */
static int init(struct plat_clock *self)
{
	self->hz = plat_arm64_counter_hz(plat_arm64_read(cntfrq_el0),
					 plat_arm64_machine.fdt.timer_hz);
	self->mask = UINT64_MAX;
	timer = plat_arm64_timer_told();
	if (timer.physical) {
		self->name = "generic timer (physical)";
		self->read = read_physical;
	}
	return self->hz ? 0 : -PLAT_ENOTSUP;
}

static struct plat_clock clock = {
	.name = "generic timer", .init = init, .read = read_virtual};

struct plat_clock *const plat_arch_clocks[] = {&clock, NULL};

static void set_control(uint64_t value)
{
	if (timer.physical)
		plat_arm64_write(cntp_ctl_el0, value);
	else
		plat_arm64_write(cntv_ctl_el0, value);
	plat_arm64_isb();
}

/* The interrupt is a level: it lasts until the timer is off. Whoever sleeps
 * looks at the clock itself. */
static void expired(void *arg)
{
	(void)arg;
	set_control(0);
}

static int choose(void)
{
	int err;

	if (!clock.hz)
		return -PLAT_ENOTSUP;
	if (!timer.intid) {
		plat_warn("generic timer: firmware describes no interrupt of "
			  "it: whoever sleeps looks at the clock instead");
		return -PLAT_ENOTSUP;
	}
	from_ns = plat_scale(PLAT_NS_PER_S, clock.hz);
	err = plat_irq_request(timer.intid,
			       timer.level ? PLAT_IRQ_LEVEL : PLAT_IRQ_EDGE,
			       expired, NULL);
	if (err)
		plat_warn("generic timer: interrupt %u: %s", timer.intid,
			  plat_errno_name(err));
	return err;
}

static bool has_event(void)
{
	if (event == UNKNOWN)
		event = choose() ? ABSENT : PRESENT;
	return event == PRESENT;
}

void plat_arm64_timer_up(void)
{
	(void)plat_time_ns(); /* which finds the clock */
	(void)has_event();
}

void plat_arm64_timer_off(void)
{
	set_control(0);
}

int plat_event_arm(uint64_t ns)
{
	uint64_t counts;

	if (!has_event())
		return -PLAT_ENOTSUP;
	counts = plat_scale_apply(&from_ns, ns) + 1;
	if (timer.physical)
		plat_arm64_write(cntp_cval_el0, read_physical(&clock) + counts);
	else
		plat_arm64_write(cntv_cval_el0, read_virtual(&clock) + counts);
	set_control(CTL_ENABLE);
	return 0;
}
