/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A driver whose hook runs too early, never, or in the wrong order on the way
 * down does not work. The last lines, printed by term hooks after main, are
 * checked by the boot's match rules.
 */
#include "tests/guest/tap.h"

#include <plat/frame.h>
#include <plat/stage.h>
#include <plat/time.h>

/* volatile: a compiler may run a constructor at compile time otherwise. */
static volatile int order;
static int at_memory, at_devices, at_app, at_constructor;

static int memory_user_init(void)
{
	plat_pa_t pa;

	at_memory = order = order + 1;
	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &pa))
		return -1;
	return plat_frame_free(pa, 0);
}

static void memory_user_term(void)
{
	plat_printf("# term: irq stage\n");
}

static int device_init(void)
{
	at_devices = order = order + 1;
	return 0;
}

static void device_term(void)
{
	plat_printf("# term: devices stage\n");
}

static int app_init(void)
{
	at_app = order = order + 1;
	return 0;
}

static void app_term(void)
{
	plat_printf("# term: app stage\n");
}

PLAT_STAGE(app, devices, test_app, .init = app_init, .term = app_term);
PLAT_STAGE(irq, memory, test_memory_user, .init = memory_user_init,
	   .term = memory_user_term);
PLAT_STAGE(devices, time, test_device, .init = device_init,
	   .term = device_term);

static __attribute__((constructor)) void constructor(void)
{
	at_constructor = order = order + 1;
}

int main(void)
{
	tap_ok(at_memory == 1, "the irq stage's hook ran first");
	tap_ok(at_devices == 2, "then the devices stage's");
	tap_ok(at_app == 3, "then the app stage's");
	tap_ok(at_constructor == 4, "then constructors");
	tap_ok(plat_stage_now() == PLAT_STAGE_app, "main runs in stage %s",
	       plat_stage_name(plat_stage_now()));
	return tap_done();
}
