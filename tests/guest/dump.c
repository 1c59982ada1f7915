/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dies as argv[1] says, with a form of it that a debugger can look at: if it
 * is not there, or shows other functions than those that ran, a crash that was
 * seen once is a crash that nobody understands.
 */
#include <plat/crash.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/string.h>

PLAT_CRASH_FORM;

static volatile uint64_t seen_by_debugger = 0x1122334455667788;

static uint64_t sum;

PLAT_NOINLINE static void inner(volatile uint64_t *p, const char *how)
{
	if (!strcmp(how, "fault"))
		*p = 1;
	if (!strcmp(how, "panic"))
		plat_panic("as was asked for: %s", how);
	sum += *p;
}

PLAT_NOINLINE static void middle(const char *how)
{
	volatile uint64_t local[40];

	for (unsigned int i = 0; i < 40; i++)
		local[i] = i;
	inner((volatile uint64_t *)PLAT_VMEM_BASE, how);
	sum += local[39];
}

PLAT_NOINLINE static void outer(const char *how)
{
	middle(how);
	sum++;
}

int main(int argc, char *argv[])
{
	sum = seen_by_debugger;
	outer(argc > 1 ? argv[1] : "fault");
	plat_printf("still alive: %lu\n", sum);
	return 0;
}
