/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ring: fixed-size records, the newest overwrites the oldest. One writer
 * at a time owns a slot: slots are handed out by an atomic counter, and a
 * record is marked with its number last, so that a reader can tell one that
 * is being overwritten. Nothing here takes a lock: faults and interrupts log.
 */
#include "common/log/log.h"

#include <plat/atomic.h>
#include <plat/cmdline.h>
#include <plat/config.h>
#include <plat/console.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#include "common/log/format.h"

struct record {
	uint32_t number;     /* from 1 on; 0: empty */
	const char *message; /* its level and its format */
	uint64_t args[PLAT_LOG_MAX_ARGS];
};

/* Not zeroed at entry: a record counts only where its number fits. */
static PLAT_SECTION(".noinit") struct record ring[PLAT_LOG_RECORDS];
static uint32_t nr_records;

enum plat_log_level plat_log_console_level = PLAT_LOG_WARN;

static const char level_names[PLAT_NR_LOG_LEVELS][10] = {
	[PLAT_LOG_ERR] = "error: ",
	[PLAT_LOG_WARN] = "warning: ",
	[PLAT_LOG_INFO] = "",
	[PLAT_LOG_DEBUG] = "debug: ",
};

/* Through a line of its own, so that consoles are called once for each. */
PLAT_COLD int plat_vprintf(const char *format, va_list args)
{
	char line[128];
	struct plat_format_sink sink = {
		.buf = line,
		.size = sizeof(line),
		.flush = plat_console_write,
	};

	plat_format(&sink, format, args);
	plat_console_write(line, sink.length);
	return (int)sink.total;
}

PLAT_COLD int plat_printf(const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = plat_vprintf(format, args);
	va_end(args);
	return length;
}

static enum plat_log_level level_of(const char *message)
{
	return (enum plat_log_level)(message[0] - '0');
}

PLAT_COLD static void show(const struct record *r)
{
	const uint64_t *args = r->args;

	plat_printf("plat: %s", level_names[level_of(r->message)]);
	plat_printf(r->message + 1, args[0], args[1], args[2], args[3],
		    args[4]);
	plat_console_write("\n", 1);
}

void plat_log_record(const char *message, uint64_t a, uint64_t b, uint64_t c,
		     uint64_t d, uint64_t e)
{
	enum plat_log_level level = level_of(message);
	struct record *r;
	uint32_t number;

	if (level > PLAT_LOG_INFO && plat_log_console_level < level)
		return;
	number = plat_atomic_add_relaxed(&nr_records, 1) + 1;
	r = &ring[number % PLAT_LOG_RECORDS];
	plat_atomic_store_relaxed(&r->number, 0);
	plat_atomic_fence_release();
	r->message = message;
	r->args[0] = a;
	r->args[1] = b;
	r->args[2] = c;
	r->args[3] = d;
	r->args[4] = e;
	plat_atomic_store_release(&r->number, number);
	if (level <= plat_log_console_level && plat_console_present())
		show(r);
}

PLAT_COLD void plat_log_replay(enum plat_log_level level, uint32_t most)
{
	uint32_t last = plat_atomic_load_acquire(&nr_records);
	uint32_t first = last < most ? 1 : last - most + 1;

	for (uint32_t n = first; n <= last; n++) {
		const struct record *r = &ring[n % PLAT_LOG_RECORDS];
		struct record copy;

		if (plat_atomic_load_acquire(&r->number) != n)
			continue;
		copy = *r;
		plat_atomic_fence_acquire();
		if (plat_atomic_load_relaxed(&r->number) == n &&
		    level_of(copy.message) <= level)
			show(&copy);
	}
}

static int set_log(const char *value)
{
	static const char levels[PLAT_NR_LOG_LEVELS][6] = {
		[PLAT_LOG_ERR] = "err",
		[PLAT_LOG_WARN] = "warn",
		[PLAT_LOG_INFO] = "info",
		[PLAT_LOG_DEBUG] = "debug",
	};

	for (unsigned int i = 0; i < PLAT_NR_LOG_LEVELS; i++) {
		if (strcmp(value, levels[i]))
			continue;
		plat_log_console_level = (enum plat_log_level)i;
		return 0;
	}
	return -PLAT_EINVAL;
}

PLAT_PARAM("log", set_log);
