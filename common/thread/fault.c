/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page faults whose servers may wait. The exception only finds out whether the
 * thread could wait at all, and puts its registers on the thread's stack; the
 * servers are asked in the thread.
 */
#include "common/thread/fault.h"

#include <plat/errno.h>
#include <plat/lcpu.h>
#include <plat/log.h>

#include "common/fault/serve.h"
#include "common/thread/thread.h"

extern const struct plat_fault_thread_server
	plat_fault_thread_servers_begin[], plat_fault_thread_servers_end[];

/* Before there are threads, lcpu 0 runs main alone. */
static bool is_thread(void)
{
	const struct plat_run_queue *own = plat_run_own();

	return own ? own->current != own->idle : plat_lcpu_self() == 0;
}

/* NULL: it may wait. */
static const char *why_not(const struct plat_fault *fault)
{
	if (!fault->irqs_on)
		return "interrupts were off";
	if (PLAT_HAS(PLAT_DEBUG) && plat_lock_nr_held())
		return "a lock was held";
	return is_thread() ? NULL : "no thread runs here";
}

static int begin(const struct plat_fault *fault, char *why, size_t size)
{
	const char *reason = why_not(fault);

	if (reason) {
		plat_snprintf(why, size, "its server may wait, and %s", reason);
		return -PLAT_EBUSY;
	}
	why[0] = '\0';
	plat_thread_fault_defer(fault);
	return 0;
}

PLAT_FAULT_SERVER(threads, threads, begin);

static int ask(const struct plat_fault *fault, char *why)
{
	const struct plat_fault_thread_server *s =
		plat_fault_thread_servers_begin;
	int err = -PLAT_ENOENT;

	for (; s < plat_fault_thread_servers_end && err == -PLAT_ENOENT; s++)
		err = s->serve(fault, why, PLAT_FAULT_WHY_BYTES);
	return err;
}

void plat_thread_fault_serve(const struct plat_fault *fault)
{
	char why[PLAT_FAULT_WHY_BYTES] = "";
	int err = ask(fault, why);

	if (!err)
		return;
	if (!why[0])
		plat_snprintf(why, sizeof(why), "%s: %s",
			      plat_fault_place(fault->va),
			      err == -PLAT_ENOENT ? "nobody serves it"
						  : plat_errno_name(err));
	plat_fault_die(fault, why);
}
