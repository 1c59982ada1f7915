/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Logical CPUs: the guest's vCPUs as it numbers them. 0 is the one that booted;
 * the others follow in the order in which firmware tells of them, and begin
 * offline. Hardware's numbers (APIC ids, MPIDRs) may be any, with holes, and
 * are looked up.
 *
 *	             plat_lcpu_start()           its first words
 *	   offline ------------------> starting ----------------> idle <--> busy
 *	      ^   \                        |                       |
 *	      |    `-------- again --------+ nothing in time       | plat_lcpu_stop()
 *	      |                            v                       v
 *	      |                          failed                  halted
 *	      `----------------------------------------------------'
 *
 * idle: in plat_lcpu_halt(), where it waits for an interrupt, a call, or a
 * thread that is ready; busy: at work. failed: it did not answer in time, or
 * could not be set up; it is never used again, and what it does later is not
 * believed. halted: it has left, and can be started again. Only the lcpu itself
 * goes from idle to busy, back, and to halted; who starts or stops it, to
 * starting and to failed. One that comes under an id that nobody asked for, or
 * a second time, is told to leave, and the log says so.
 */
#ifndef PLAT_LCPU_H
#define PLAT_LCPU_H

#include <plat/arch/cpu.h>
#include <plat/lcpu_data.h>
#include <plat/stage.h>
#include <plat/types.h>

enum plat_lcpu_state {
	PLAT_LCPU_OFFLINE,
	PLAT_LCPU_STARTING,
	PLAT_LCPU_IDLE,
	PLAT_LCPU_BUSY,
	PLAT_LCPU_HALTED,
	PLAT_LCPU_FAILED,
};

/* Some of the lcpus. */
struct plat_lcpus {
	const uint32_t *numbers; /* each once; NULL: the first @nr but the
				  * caller */
	uint32_t nr;
};

#define PLAT_LCPUS_OTHERS ((struct plat_lcpus){NULL, UINT32_MAX})
#define PLAT_LCPUS_ONE(number) ((struct plat_lcpus){&(uint32_t){(number)}, 1})

/**
 * How many lcpus firmware says the guest can use, those not started included:
 * they are numbered from 0 to one less.
 *
 * Context: any, from the time stage on; before it, not in a handler.
 */
uint32_t plat_lcpu_count(void);

extern PLAT_LCPU_DATA uint32_t plat_lcpu_number; /* private */

/** The number of the lcpu that asks. Context: one that it cannot leave. */
static inline uint32_t plat_lcpu_self(void)
{
	return plat_lcpu_get(plat_lcpu_number);
}

/** Context: any. Returns: the state of lcpu @number; offline: no such lcpu. */
enum plat_lcpu_state plat_lcpu_state(uint32_t number);

/** Hardware's number of lcpu @number, below plat_lcpu_count(). Context: any. */
uint64_t plat_lcpu_hw_id(uint32_t number);

/** Returns: 0; -PLAT_ENOENT: no lcpu has @hw_id. Context: any. */
PLAT_MUST_CHECK int plat_lcpu_find(uint64_t hw_id, uint32_t *number);

/**
 * Start lcpus, all at once: each comes up with stacks and data of its own, set
 * up as the boot lcpu is, and is idle. Waits once, for all of them, and only
 * for who is late: PLAT_LCPU_START_MS, and PLAT_LCPU_START_EACH_MS for each of
 * @lcpus, at the most. Who has not come by then has failed, and the log says
 * so.
 *
 * Context: a thread or main, interrupts on, one caller at a time.
 * Returns: how many of @lcpus run now, those that did before included; fewer
 *          than asked for is no error; -PLAT_EINVAL: there is no such lcpu,
 *          nothing was started; -PLAT_ENOMEM: not enough for all their stacks:
 *          nothing was started; -PLAT_ENOTSUP: this machine cannot.
 */
int plat_lcpu_start(struct plat_lcpus lcpus);

/* Of which no lcpu needs more than a few microseconds, unless the host has no
 * time for it: one that has more lcpus than CPUs lets them take turns. */
#define PLAT_LCPU_START_MS      5000u
#define PLAT_LCPU_START_EACH_MS 20u

/*
 * For a guest that wants every lcpu from its main on, once in one of its files.
 * plat.lcpus=N on the command line leaves it at the first N.
 */
#define PLAT_LCPU_START_AT_BOOT                                            \
	PLAT_STAGE(smp, time, lcpus_at_boot,                               \
		   .init = plat_lcpu_start_at_boot,                        \
		   .term = plat_lcpu_stop_at_end)
int plat_lcpu_start_at_boot(void);
void plat_lcpu_stop_at_end(void);

/**
 * Have lcpus leave: each, when it has done what it does now, masks its
 * interrupts and is halted. Waits for them, until for PLAT_LCPU_START_MS none
 * has left. A call that was posted before runs before. Its threads, of which
 * the one that runs has to wait, yield or end for that, go on elsewhere, and so
 * do those who sleep there; it leaves its address space.
 *
 * Context: as plat_lcpu_start().
 * Returns: 0; -PLAT_EINVAL: one of them is the caller, or lcpu 0, which cannot
 *          leave, or is named and neither idle nor busy: none was stopped;
 *          -PLAT_EBUSY: a thread is pinned to one of them: none was stopped;
 *          -PLAT_ETIMEDOUT: who did not leave is at work still: it stays one of
 *          the lcpus, and can be stopped later; or has failed, if it took no
 *          interrupts in that time.
 */
PLAT_MUST_CHECK int plat_lcpu_stop(struct plat_lcpus lcpus);

/* Private: it is in plat_lcpu_halt(). */
extern PLAT_LCPU_DATA uint8_t plat_lcpu_waits;

/**
 * Wait for an interrupt, a call or a wake-up: returns when one has been served.
 * Does not lose one that came after the caller last looked, if it looked with
 * interrupts off.
 *
 * Requires: interrupts off.
 * Returns:  with interrupts on.
 */
static inline void plat_lcpu_halt(void)
{
	plat_lcpu_set(plat_lcpu_waits, 1);
	plat_cpu_wait();
	plat_lcpu_set(plat_lcpu_waits, 0);
}

/**
 * Have lcpu @number, which may be in plat_lcpu_halt(), look again.
 *
 * Context: any.
 */
void plat_lcpu_wake(uint32_t number);

/* What a call runs, in an interrupt of the lcpu that is called. */
typedef void (*plat_lcpu_function_t)(void *arg);

/* One call that nobody waits for, to one lcpu. The members are private. */
struct plat_lcpu_call {
	struct plat_lcpu_call *next;
	plat_lcpu_function_t function; /* NULL: it is free */
	void *arg;
};

/**
 * Have each of @lcpus run @function(@arg), and wait until all have: a cross
 * call. The caller itself, if it is among them, runs it while the others do.
 *
 * Context: interrupts on (a debug build checks it): two that wait for each
 *          other's interrupts would wait for ever.
 * Returns: how many lcpus ran it: those of @lcpus that are idle or busy;
 *          -PLAT_EINVAL: there is no such lcpu, none ran it.
 */
int plat_lcpu_run(struct plat_lcpus lcpus, plat_lcpu_function_t function,
		  void *arg);

/**
 * Have lcpu @number run @function(@arg), and do not wait. Calls from one lcpu
 * to another run in their order; none is lost.
 *
 * @call:   the caller's, zeroes at first; @function may use it again.
 * Context: any.
 * Returns: 0; -PLAT_EINVAL: there is no such lcpu; -PLAT_ENOENT: it does not
 *          run; -PLAT_EBUSY: @call has not run yet.
 */
PLAT_MUST_CHECK
int plat_lcpu_post(uint32_t number, struct plat_lcpu_call *call,
		   plat_lcpu_function_t function, void *arg);

#endif /* PLAT_LCPU_H */
