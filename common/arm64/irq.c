/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: who serves which interrupt. A GSI is the GIC's INTID.
 */
#include <plat/atomic.h>
#include <plat/irq.h>

#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/log.h>

#include "common/arm64/gic.h"

#define MAX_LINES 64u

/* No interrupt is pending any more. */
#define SPURIOUS_FIRST 1020u
#define SPURIOUS_LAST  1023u

#define FIRST_SPI   32u
#define NR_ISA_IRQS 16u

static struct line {
	uint32_t intid;
	plat_irq_handler_t handler; /* NULL: free */
	void *arg;
} lines[MAX_LINES];

static unsigned int nr_lines; /* that have ever been in use */
static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_IRQ);

static struct line *find(uint32_t intid)
{
	for (unsigned int i = 0; i < nr_lines; i++) {
		if (lines[i].handler && lines[i].intid == intid)
			return &lines[i];
	}
	return NULL;
}

static struct line *find_free(void)
{
	for (unsigned int i = 0; i < MAX_LINES; i++) {
		if (lines[i].handler)
			continue;
		if (i == nr_lines)
			nr_lines++;
		return &lines[i];
	}
	return NULL;
}

/* A GIC has no active-low inputs; what a PPI's is like is the CPU's affair. */
static bool flags_are_sound(uint32_t intid, unsigned int flags)
{
	const unsigned int trigger = PLAT_IRQ_EDGE | PLAT_IRQ_LEVEL;
	const unsigned int polarity = PLAT_IRQ_HIGH | PLAT_IRQ_LOW;

	return (flags & ~(trigger | polarity)) == 0 &&
	       (flags & trigger) != trigger && (flags & polarity) != polarity &&
	       (intid < FIRST_SPI || !(flags & PLAT_IRQ_LOW));
}

static void handle(uint32_t intid)
{
	const struct line *line = find(intid);
	plat_irq_handler_t handler = NULL;

	if (line)
		handler = plat_atomic_load_acquire(&line->handler);
	if (handler) {
		handler(line->arg);
		return;
	}
	plat_warn("interrupt %u, which nobody serves, is masked", intid);
	plat_gic_mask(intid);
}

void plat_arm64_serve_line(uint32_t acknowledged)
{
	uint32_t intid = plat_gic_intid(acknowledged);

	if (intid >= SPURIOUS_FIRST && intid <= SPURIOUS_LAST)
		return;
	handle(intid);
	plat_gic_end(acknowledged);
}

static void serve(void)
{
	plat_arm64_serve_line(plat_gic_acknowledge());
}

static bool find_gic(void)
{
	if (plat_gic_up())
		return false;
	if (!plat_arm64_serve)
		plat_arm64_serve = serve;
	return true;
}

int plat_arm64_irq_share(void (*v2)(void), void (*v3)(void), uint32_t sgi,
			 uint32_t nr)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = plat_gic_up();

	if (!err) {
		plat_arm64_serve = plat_gic_is_v3() ? v3 : v2;
		plat_gic_unmask(sgi, 0);
		plat_gic_share(nr);
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

void plat_arm64_irq_pass_on(uint32_t number, uint64_t affinity)
{
	plat_spin_lock(&lock);
	for (unsigned int i = 0; i < nr_lines; i++) {
		if (lines[i].handler)
			plat_gic_pass_on(lines[i].intid, number, affinity);
	}
	plat_spin_unlock(&lock);
}

static int request(uint32_t intid, unsigned int flags,
		   plat_irq_handler_t handler, void *arg)
{
	struct line *line;

	if (!find_gic() || !plat_gic_has(intid))
		return -PLAT_ENOENT;
	if (find(intid))
		return -PLAT_EBUSY;
	line = find_free();
	if (!line)
		return -PLAT_ENOMEM;
	line->intid = intid;
	line->arg = arg;
	plat_atomic_store_release(&line->handler, handler);
	plat_gic_unmask(intid, flags);
	return 0;
}

int plat_irq_request(uint32_t gsi, unsigned int flags,
		     plat_irq_handler_t handler, void *arg)
{
	plat_irq_state_t state;
	int err;

	if (!handler || !flags_are_sound(gsi, flags))
		return -PLAT_EINVAL;
	state = plat_spin_lock_irqsave(&lock);
	err = request(gsi, flags, handler, arg);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

int plat_irq_release(uint32_t gsi)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	struct line *line = find(gsi);

	if (line) {
		plat_gic_mask(gsi);
		line->handler = NULL;
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return line ? 0 : -PLAT_ENOENT;
}

int plat_irq_isa(unsigned int isa, uint32_t *gsi, unsigned int *flags)
{
	(void)gsi;
	(void)flags;
	return isa < NR_ISA_IRQS ? -PLAT_ENOTSUP : -PLAT_EINVAL;
}
