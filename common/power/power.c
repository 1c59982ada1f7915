/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/power.h>

#include <plat/arch/cpu.h>
#include <plat/config.h>
#include <plat/frontend.h>
#include <plat/lcpu_data.h>
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

/* 0, or how deep this lcpu is in crashes of the crash code itself. */
static PLAT_LCPU_DATA uint32_t depth;

/* Records of the log that a report begins with. */
#define LOG_TAIL 16u

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

static void tell_parts(enum plat_crash_step step, const void *frame)
{
	for (const struct plat_crash_part *part = plat_crash_parts_begin;
	     part < plat_crash_parts_end; part++)
		part->take(step, frame);
}

PLAT_COLD void plat_crash_begin(const void *frame)
{
	uint32_t before = plat_lcpu_get(depth);
	uint32_t lines = LOG_TAIL;

	plat_irq_disable();
	plat_lcpu_set(depth, before + 1);
	tell_parts(PLAT_CRASH_BEGIN, frame);
	if (before == 1)
		finish(OFF, STATUS_CRASH);
	if (before)
		stop();
	if (!plat_console_present())
		lines = PLAT_LOG_RECORDS;
	plat_console_crash(plat_frontend()->emergency_console);
	plat_log_replay(PLAT_LOG_INFO, lines);
}

bool plat_crash_is_on(void)
{
	return plat_lcpu_get(depth) != 0;
}

PLAT_COLD void plat_crash_end(enum plat_crash_step step, const void *frame)
{
	tell_parts(step, frame);
	finish(CRASH, STATUS_CRASH);
	finish(OFF, STATUS_CRASH);
	stop();
}

PLAT_COLD void plat_panic(const char *format, ...)
{
	uint64_t fp = (uintptr_t)__builtin_frame_address(0);
	va_list args;

	plat_crash_begin(NULL);
	plat_printf("plat: crash: ");
	va_start(args, format);
	plat_vprintf(format, args);
	va_end(args);
	plat_printf("\n");
	plat_backtrace(fp);
	plat_crash_end(PLAT_CRASH_PANIC, (const void *)fp);
}
