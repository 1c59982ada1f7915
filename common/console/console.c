/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/console/console.h"

#include <plat/atomic.h>
#include <plat/lock.h>

#include "common/log/log.h"

static struct plat_console *consoles;
static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_CONSOLE);

/* Set while a dying lcpu prints: it does not wait for whoever holds the lock,
 * who may be itself. */
static bool lock_ignored;

void plat_console_register(struct plat_console *console)
{
	bool first = !consoles;

	console->next = consoles;
	plat_atomic_store_release(&consoles, console);
	if (first)
		plat_log_replay(plat_log_console_level, PLAT_LOG_RECORDS);
}

void plat_console_replace(struct plat_console *old,
			  struct plat_console *console)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	struct plat_console **link = &consoles;

	while (*link && *link != old)
		link = &(*link)->next;
	if (*link) {
		console->next = old->next;
		plat_atomic_store_release(link, console);
	}
	plat_spin_unlock_irqrestore(&lock, state);
	if (!*link)
		plat_console_register(console);
}

bool plat_console_present(void)
{
	return consoles != NULL;
}

static void write_all(const char *text, size_t length)
{
	for (struct plat_console *c = consoles; c; c = c->next)
		c->write(c, text, length);
}

void plat_console_write(const char *text, size_t length)
{
	bool locks = !lock_ignored;
	plat_irq_state_t state = locks ? plat_spin_lock_irqsave(&lock)
				       : plat_irq_save();

	write_all(text, length);
	if (locks)
		plat_spin_unlock_irqrestore(&lock, state);
	else
		plat_irq_restore(state);
}

void plat_console_crash(struct plat_console *emergency)
{
	lock_ignored = true;
	if (!consoles && emergency && emergency->write)
		consoles = emergency;
}
