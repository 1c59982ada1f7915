/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/power.h>

#include <plat/arch/cpu.h>
#include <plat/frontend.h>
#include <plat/log.h>

#include "common/boot/boot.h"
#include "common/console/console.h"
#include "common/log/log.h"
#include "common/power/backtrace.h"
#include "common/power/crash.h"

extern const struct plat_power plat_powers_begin[], plat_powers_end[];

/* What a crash tells where a status can be told: no main returns it by
 * accident more likely than another, and 2 * 127 + 1 is odd and not 1. */
#define STATUS_CRASH 0x7f

/* 0, or how deep in crashes of the crash code itself. */
static unsigned int nr_crashes;

enum ending {
	OFF,
	REBOOT,
	CRASH,
};

static void use(const struct plat_power *way, enum ending ending,
		uint8_t status)
{
	if (ending == OFF && way->off)
		way->off(status);
	else if (ending == REBOOT && way->reboot)
		way->reboot();
	else if (ending == CRASH && way->crash)
		way->crash();
}

/* Try each way to end the machine, the frontend's first. */
static void finish(enum ending ending, uint8_t status)
{
	const struct plat_power *const *own = plat_frontend()->power;

	for (; own && *own; own++)
		use(*own, ending, status);
	for (const struct plat_power *way = plat_powers_begin;
	     way < plat_powers_end; way++)
		use(way, ending, status);
}

PLAT_NORETURN static void stop(void)
{
	for (;;) {
		plat_irq_disable();
		plat_cpu_halt();
	}
}

PLAT_COLD void plat_exit(int status)
{
	uint8_t told = (uint8_t)status;

	plat_stages_down();
	plat_irq_disable();
	plat_printf("plat: exit %u\n", told);
	finish(OFF, told);
	finish(REBOOT, told);
	stop();
}

PLAT_COLD void plat_reboot(void)
{
	plat_stages_down();
	plat_irq_disable();
	plat_printf("plat: reboot\n");
	finish(REBOOT, 0);
	plat_printf("plat: this machine has no way to reboot: halted\n");
	stop();
}

PLAT_COLD void plat_crash_begin(void)
{
	bool unseen;

	plat_irq_disable();
	if (nr_crashes++) {
		if (nr_crashes == 2)
			finish(OFF, STATUS_CRASH);
		stop();
	}
	unseen = !plat_console_present();
	plat_console_crash(plat_frontend()->emergency_console);
	if (unseen)
		plat_log_replay(PLAT_LOG_INFO);
}

PLAT_COLD void plat_crash_end(void)
{
	finish(CRASH, STATUS_CRASH);
	finish(OFF, STATUS_CRASH);
	stop();
}

PLAT_COLD void plat_panic(const char *format, ...)
{
	va_list args;

	plat_crash_begin();
	plat_printf("plat: crash: ");
	va_start(args, format);
	plat_vprintf(format, args);
	va_end(args);
	plat_printf("\n");
	plat_backtrace((uint64_t)(uintptr_t)__builtin_frame_address(0));
	plat_crash_end();
}
