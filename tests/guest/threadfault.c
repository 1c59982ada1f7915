/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads that do what argv[1] says, and die of it; on another lcpu, if there
 * is an argv[2]. What they have to say is in the boot files.
 */
#include "tests/guest/tap.h"

#include <plat/lcpu.h>
#include <plat/string.h>
#include <plat/thread.h>

static int overflow(void *arg)
{
	volatile char room[512];

	room[0] = 1;
	if (room[0])
		return overflow(arg) + room[1];
	return room[0];
}

static const struct {
	const char *name;
	int (*function)(void *arg);
} faults[] = {
	{"overflow", overflow},
};

int main(int argc, char *argv[])
{
	const struct plat_thread_attr attr = {
		.name = "deep", .is_pinned = argc > 2, .lcpu = 1};
	struct plat_thread *thread;

	if (argc > 2 && plat_lcpu_start(PLAT_LCPUS_OTHERS) < 1)
		return 1;
	for (size_t i = 0; argc > 1 && i < PLAT_ARRAY_SIZE(faults); i++) {
		if (!strcmp(faults[i].name, argv[1]) &&
		    !plat_thread_create(&thread, &attr, faults[i].function,
					NULL))
			plat_thread_join(thread);
	}
	plat_printf("still alive\n");
	return 0;
}
