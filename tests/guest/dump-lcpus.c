/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Four lcpus: 0 works, 1 is idle, 3 works in the handler of a call, interrupts
 * off, and 2 dies. If the others went on, or were not told of, what they did to
 * it would be lost.
 */
#include <plat/atomic.h>
#include <plat/crash.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/string.h>
#include <plat/time.h>

#include "dump-isa.h"

PLAT_CRASH_FORM;

static uint32_t is_deep, is_working; /* atomic */
static const char *how = "";

PLAT_NOINLINE static void work_in_handler(void *arg)
{
	(void)arg;
	plat_atomic_store_release(&is_deep, 1u);
	while (plat_atomic_load_relaxed(&is_deep))
		plat_cpu_relax();
}

PLAT_NOINLINE static void die(void *arg)
{
	while (!plat_atomic_load_relaxed(&is_working))
		plat_cpu_relax();
	if (!strcmp(how, "panic"))
		plat_panic("on lcpu %u", plat_lcpu_self());
	*(volatile char *)arg = 1;
}

PLAT_NOINLINE static void work(void)
{
	work_in_registers(&is_working);
}

int main(int argc, char *argv[])
{
	static struct plat_lcpu_call calls[2];

	how = argc > 1 ? argv[1] : "";
	if (plat_lcpu_start(PLAT_LCPUS_OTHERS) != 3 ||
	    plat_lcpu_post(3, &calls[0], work_in_handler, NULL))
		return 1;
	while (!plat_atomic_load_acquire(&is_deep))
		plat_cpu_relax();
	if (plat_lcpu_post(2, &calls[1], die, (void *)PLAT_VMEM_BASE))
		return 1;
	work();
	return 0;
}
