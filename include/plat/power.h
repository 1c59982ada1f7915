/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a guest: power off with a status, reboot, crash.
 */
#ifndef PLAT_POWER_H
#define PLAT_POWER_H

#include <plat/types.h>

/* One way to end the machine. A NULL member: it cannot do that. Each function
 * returns where it could not: the next way is tried. */
struct plat_power {
	const char *name;

	/** Power off; @status (0-255) is told where the way can tell it. */
	void (*off)(uint8_t status);

	/** Reboot. */
	void (*reboot)(void);

	/** Tell the host that the guest crashed; may end the machine. */
	void (*crash)(void);
};

/* Put a way into the core's list, which comes after the frontend's own. */
#define PLAT_POWER(symbol)                                                 \
	extern const struct plat_power plat_power_##symbol;                \
	PLAT_USED PLAT_SECTION(".plat_powers") \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_power plat_power_##symbol

/**
 * End the guest as main's return does: the stages are terminated in reverse,
 * the last line on the console is "plat: exit STATUS", the machine goes off.
 * Where no way to power off works the machine is rebooted, and where that does
 * not work either the lcpu stops.
 *
 * @status: as main returns it; the low 8 bits count.
 * Context: a stage or main, interrupts on or off, not a handler.
 */
PLAT_NORETURN void plat_exit(int status);

/**
 * Reboot the machine: FADT reset register, 0xcf9, keyboard controller (x86);
 * PSCI (arm64); or what the frontend knows. Stages are terminated first.
 *
 * Context: as plat_exit().
 */
PLAT_NORETURN void plat_reboot(void);

/**
 * End the guest because of an error in it. Prints what the log holds, then
 * "plat: crash: " and the message, and a backtrace of the caller; tells the
 * host (pvpanic and the like); the machine goes off with failure.
 *
 * @format: without a line end.
 * Context: any, fault handlers included. Nothing is terminated.
 */
PLAT_NORETURN PLAT_PRINTF(1, 2) void plat_panic(const char *format, ...);

/* For invariants of our own, never for input. */
#define plat_assert(condition)                                             \
	do {                                                               \
		if (plat_unlikely(!(condition)))                           \
			plat_panic("%s:%d: not so: %s", __FILE__,          \
				   __LINE__, #condition);                  \
	} while (0)

#endif /* PLAT_POWER_H */
