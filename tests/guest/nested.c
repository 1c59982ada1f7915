/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dies as argv[1] says, in a place where something has gone wrong already, or
 * by what cannot be held back: a guest that has broken once must not hang, or
 * report what did not happen, when it breaks again. On another lcpu, if there
 * is an argv[2]. What it has to say is in the boot files.
 */
#include <plat/console.h>
#include <plat/crash.h>
#include <plat/errno.h>
#include <plat/fault.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/probe.h>
#include <plat/string.h>

#include "common/lcpu/lcpu.h"
#include "nested-isa.h"

static const char *how = "";

static volatile char *const absent = (volatile char *)PLAT_VMEM_BASE;

static volatile char *volatile near_null = (volatile char *)8;

static bool is_wanted(const char *name)
{
	return !strcmp(how, name);
}

PLAT_NOINLINE static void break_again(void)
{
	*near_null = 1;
}

PLAT_NOINLINE static void overflow(void)
{
	volatile char room[512];

	room[0] = 1;
	if (room[0])
		overflow();
	room[1] = room[0];
}

static int serve(const struct plat_fault *fault, char *why, size_t size)
{
	uint64_t value;

	(void)size;
	if (fault->va.v != PLAT_VMEM_BASE)
		return -PLAT_ENOENT;
	if (is_wanted("handler"))
		break_again();
	if (is_wanted("handler-panic"))
		plat_panic("in the handler of a fault: %d", 42);
	if (is_wanted("handler-overflow") ||
	    is_wanted("interrupt-handler-overflow"))
		overflow();
	if (is_wanted("handler-critical"))
		raise_critical();
	if (is_wanted("handler-probe") &&
	    plat_probe_read((const void *)16, 8, &value))
		plat_snprintf(why, PLAT_PAGE_SIZE / 64, "probed");
	return -PLAT_EFAULT;
}

PLAT_FAULT_SERVER(guest, nested, serve);

static void interrupt(void *arg)
{
	(void)arg;
	if (is_wanted("interrupt-overflow"))
		overflow();
	if (is_wanted("interrupt-handler-overflow"))
		*absent = 1;
	break_again();
}

/* The words that the lines of a report begin with. */
static bool is_cause(const char *text, size_t length)
{
	static const char words[] = "plat: crash: ";

	return length >= sizeof(words) - 1 &&
	       !memcmp(text, words, sizeof(words) - 1);
}

/* Breaks some lines after it has printed the cause. */
static void console_write(const struct plat_console *self, const char *text,
			  size_t length)
{
	static bool is_report;
	static int nr_lines;

	(void)self;
	is_report |= is_cause(text, length);
	for (; is_report && length; length--, text++)
		nr_lines += *text == '\n';
	if (nr_lines > 3)
		break_again();
}

static struct plat_console console = {.name = "test", .write = console_write};

/* On an lcpu's main stack. */
static bool die_on_main_stack(void)
{
	if (is_wanted("overflow"))
		overflow();
	*absent = 1;
	return false;
}

static void die_on_another(void)
{
	plat_lcpu_work = is_wanted("interrupt-overflow") ||
					 is_wanted("interrupt-handler-overflow")
				 ? NULL
				 : die_on_main_stack;
	if (plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1 && !plat_lcpu_work)
		(void)plat_lcpu_run(PLAT_LCPUS_ONE(1), interrupt, NULL);
	for (;;)
		plat_cpu_relax();
}

int main(int argc, char *argv[])
{
	how = argc > 1 ? argv[1] : "";
	if (argc > 2)
		die_on_another();
	if (is_wanted("critical"))
		raise_critical();
	if (is_wanted("interrupt") || is_wanted("interrupt-overflow") ||
	    is_wanted("interrupt-handler-overflow"))
		raise_interrupt(interrupt);
	if (is_wanted("report")) {
		plat_log_console_level = PLAT_LOG_ERR;
		plat_console_register(&console);
	}
	*absent = 1;
	plat_printf("still alive\n");
	return 0;
}
