/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The steps of a crash, for plat_panic() and for the fault handlers; and what
 * takes part in it where an image has that: other lcpus, which are stopped, and
 * the machine-readable form. An image that has them not links nothing of them.
 */
#ifndef COMMON_POWER_CRASH_H
#define COMMON_POWER_CRASH_H

#include <plat/types.h>

/* An lcpu as its crash, or who stopped it, has left it. */
struct plat_crash_lcpu {
	uint32_t number;
	const char *state; /* a word */
	const void *frame; /* NULL: it did not stop */
};

/* And what comes with each. */
enum plat_crash_step {
	PLAT_CRASH_BEGIN, /* nothing has been said yet: the first lcpu to come
			   * here stops the others, in a bounded time; those
			   * stay; it may come again, when its report has
			   * crashed: what vectors.S has left; NULL: a panic */
	PLAT_CRASH_FAULT, /* a fault was reported for humans: what vectors.S has
			   * left */
	PLAT_CRASH_PANIC, /* so was plat_panic(): its struct plat_frame */
};

struct plat_crash_part {
	void (*take)(enum plat_crash_step step, const void *frame);

	/**
	 * Tell of the @index'th of the lcpus, the one that crashed first, of
	 * which no more than its number is told. NULL: there is lcpu 0.
	 *
	 * Returns: whether there is one.
	 */
	bool (*lcpu)(uint32_t index, struct plat_crash_lcpu *lcpu);
};

/* Have a part, in this order of @at: lcpus, form.
 *
 *	PLAT_CRASH_PART(lcpus, name) = {...};
 */
#define PLAT_CRASH_PART(at, name)                                          \
	extern const struct plat_crash_part plat_crash_part_##name;        \
	PLAT_USED PLAT_SECTION(".plat_crash_parts." #at)                   \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_crash_part plat_crash_part_##name

extern const struct plat_crash_part plat_crash_parts_begin[],
	plat_crash_parts_end[];

/**
 * Interrupts off; the other lcpus are stopped; consoles print without their
 * lock, and where there is none yet the frontend's emergency console does; the
 * log's end is printed, or all of a log that nobody has seen. An lcpu that
 * crashes while another does, or is to stop for that, stops here. A crash in
 * the report of a crash ends the machine here, silently.
 *
 * @frame: how this lcpu was; NULL: it has called plat_panic().
 * Context: any.
 */
void plat_crash_begin(const void *frame);

/** Whether this lcpu has crashed: its faults are nobody's but probes', as
 * whoever serves others may hold a lock for good. Context: any. */
bool plat_crash_is_on(void);

/** Have the parts report, as @step says; tell the host, and end the machine
 * with failure. */
PLAT_NORETURN
void plat_crash_end(enum plat_crash_step step, const void *frame);

#endif /* COMMON_POWER_CRASH_H */
