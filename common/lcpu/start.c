/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Starting lcpus, and having them leave.
 */
#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/log.h>
#include <plat/time.h>

#include "common/lcpu/lcpu.h"

uint32_t plat_lcpu_nr_strangers;
bool (*plat_lcpu_work)(void);
const struct plat_lcpu_tenant *plat_lcpu_tenant;

#define NS_PER_MS 1000000ull

/* On a machine whose clock stands, or that has none: some seconds. */
#define MAX_POLLS 50000000u

/* The bound of one call: the clock is not asked before somebody is late. */
struct patience {
	uint64_t bound_ns;
	uint64_t end_ns; /* 0: not asked yet */
	uint64_t last_ns;
	uint32_t nr_polls; /* since it was that */
};

static struct patience patience_for(uint32_t nr)
{
	uint64_t ms = PLAT_LCPU_START_MS +
		      (uint64_t)nr * PLAT_LCPU_START_EACH_MS;

	return (struct patience){.bound_ns = ms * NS_PER_MS};
}

static bool is_over(struct patience *patience)
{
	uint64_t now = plat_time_ns();

	if (!patience->end_ns)
		patience->end_ns = now + patience->bound_ns;
	if (now != patience->last_ns)
		patience->nr_polls = 0;
	patience->last_ns = now;
	if (patience->nr_polls < MAX_POLLS)
		patience->nr_polls++;
	return now >= patience->end_ns || patience->nr_polls == MAX_POLLS;
}

/* Wait until @lcpu is no longer in @state. Returns: whether it was in time. */
static bool wait_beyond(struct plat_lcpu *lcpu, uint32_t state,
			struct patience *patience)
{
	while (plat_atomic_load_acquire(&lcpu->state) == state) {
		if (is_over(patience))
			return false;
		plat_cpu_relax();
	}
	return true;
}

/* From @state on nothing of it is believed. Returns: false: it has just got
 * beyond that state. */
static bool fail(struct plat_lcpu *lcpu, uint32_t state, const char *why)
{
	if (plat_atomic_cas_acq_rel(&lcpu->state, state,
				    (uint32_t)PLAT_LCPU_FAILED) != state)
		return false;
	plat_warn("lcpu %u (id %#lx) %s: it is not used", lcpu->id.number,
		  lcpu->id.hw_id, why);
	return true;
}

static bool can_start(const struct plat_lcpu *lcpu)
{
	uint32_t state = plat_atomic_load_acquire(&lcpu->state);

	return state == PLAT_LCPU_OFFLINE || state == PLAT_LCPU_HALTED;
}

/* As plat_lcpus_at(), for whom it does not matter that the caller counts, who
 * is in no state that is looked for. */
static inline struct plat_lcpu *at(struct plat_lcpus lcpus, uint32_t place)
{
	return &plat_lcpu_table.lcpus[lcpus.numbers ? lcpus.numbers[place]
						    : place];
}

/* @nr_new: of them, those that have no memory yet. */
static uint32_t nr_that_can_start(struct plat_lcpus lcpus, uint32_t *nr_new)
{
	uint32_t places = plat_lcpus_places(lcpus), nr = 0;

	*nr_new = 0;
	for (uint32_t i = 0; i < places; i++) {
		const struct plat_lcpu *lcpu = at(lcpus, i);

		if (!can_start(lcpu))
			continue;
		nr++;
		*nr_new += !lcpu->start.base;
	}
	return nr;
}

static inline void start_one(struct plat_lcpu *lcpu)
{
	if (!can_start(lcpu))
		return;
	if (!lcpu->start.base)
		plat_lcpu_place(lcpu);
	plat_atomic_store_relaxed(&lcpu->departure, PLAT_LCPU_STAYS);
	plat_atomic_store_relaxed(&lcpu->start.is_taken, 0u);
	plat_atomic_store_release(&lcpu->state, (uint32_t)PLAT_LCPU_STARTING);
	if (plat_lcpu_table.ops->start(&lcpu->id, &lcpu->start))
		(void)fail(lcpu, PLAT_LCPU_STARTING, "cannot be started");
}

static void start_all(struct plat_lcpus lcpus)
{
	uint32_t places = plat_lcpus_places(lcpus);

	for (uint32_t i = 0; i < places; i++)
		start_one(at(lcpus, i));
}

/* Returns: whether all have come, if not to stay. */
static bool wait_for_all(struct plat_lcpus lcpus)
{
	uint32_t places = plat_lcpus_places(lcpus);
	struct patience patience = patience_for(places);
	bool all = true;

	for (uint32_t i = 0; i < places; i++) {
		struct plat_lcpu *lcpu = at(lcpus, i);

		if (!wait_beyond(lcpu, PLAT_LCPU_STARTING, &patience) &&
		    fail(lcpu, PLAT_LCPU_STARTING, "does not answer"))
			all = false;
	}
	return all;
}

static void report_strangers(void)
{
	uint32_t nr =
	    plat_atomic_exchange_relaxed(&plat_lcpu_nr_strangers, 0u);

	if (nr)
		plat_warn("%u CPUs came that nobody asked for, or twice", nr);
}

static int nr_that_run(struct plat_lcpus lcpus)
{
	int nr = 0;

	for (uint32_t i = 0; i < plat_lcpus_places(lcpus); i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		nr += lcpu && plat_lcpu_runs(lcpu);
	}
	return nr;
}

static int start_those(struct plat_lcpus lcpus, uint32_t nr, uint32_t nr_new)
{
	const struct plat_lcpu_ops *ops = plat_lcpu_table.ops;
	bool all_came;
	int err;

	if (!ops)
		return -PLAT_ENOTSUP;
	err = plat_lcpu_reserve(nr_new);
	if (!err && ops->begin)
		err = ops->begin(nr);
	if (err)
		return err;
	plat_spin_hook = plat_lcpu_serve_flushes;
	start_all(lcpus);
	all_came = wait_for_all(lcpus);
	if (ops->end)
		ops->end(all_came);
	report_strangers();
	return 0;
}

int plat_lcpu_start(struct plat_lcpus lcpus)
{
	uint32_t nr, nr_new;
	int err = 0;

	plat_lock_may_sleep();
	if (!plat_lcpus_exist(lcpus))
		return -PLAT_EINVAL;
	nr = nr_that_can_start(lcpus, &nr_new);
	if (nr)
		err = start_those(lcpus, nr, nr_new);
	return err ? err : nr_that_run(lcpus);
}

static const struct plat_lcpu_tenant *tenant(void)
{
	return plat_atomic_load_acquire(&plat_lcpu_tenant);
}

/* Others cannot have it do anything any more, and it does what they have asked
 * for by now. */
PLAT_NORETURN static void leave(struct plat_lcpu *me)
{
	const struct plat_lcpu_ops *ops = plat_lcpu_table.ops;
	uint32_t state = plat_atomic_cas_seq_cst(
	    &me->state, (uint32_t)PLAT_LCPU_IDLE, PLAT_LCPU_LEAVING);

	plat_lcpu_serve_last(me);
	plat_lcpu_drop_data();
	ops->mask();
	if (state == PLAT_LCPU_IDLE)
		(void)plat_atomic_cas_seq_cst(&me->state, PLAT_LCPU_LEAVING,
					      (uint32_t)PLAT_LCPU_HALTED);
	ops->leave();
}

/* Returns: whether it is to leave. From here on nobody takes that back. */
static bool goes(struct plat_lcpu *me)
{
	uint32_t was = plat_atomic_load_relaxed(&me->departure);

	return was != PLAT_LCPU_STAYS &&
	       plat_atomic_cas_acquire(&me->departure, was, PLAT_LCPU_GOES) ==
		       was;
}

/* Devices' interrupts that have arrived are taken. */
static void pass_on(void)
{
	if (!plat_lcpu_table.ops->pass_on)
		return;
	plat_lcpu_table.ops->pass_on();
	plat_irq_enable();
	plat_cpu_relax();
	plat_irq_disable();
}

PLAT_NORETURN static void depart(struct plat_lcpu *me)
{
	if (tenant())
		tenant()->leave();
	pass_on();
	leave(me);
}

static void idle(struct plat_lcpu *me)
{
	bool (*work)(void);
	bool is_gone;

	plat_irq_disable();
	work = plat_atomic_load_acquire(&plat_lcpu_work);
	while (!(is_gone = goes(me)) && work && work())
		;
	if (is_gone)
		depart(me);
	plat_lcpu_halt();
}

static void reopen(const struct plat_lcpu *lcpu)
{
	if (tenant())
		tenant()->open(lcpu->id.number);
}

/* Returns: whether it is one of the lcpus now, and not too late. */
static bool join(struct plat_lcpu *me)
{
	const struct plat_lcpu_ops *ops = plat_lcpu_table.ops;

	if (ops->set_up && ops->set_up()) {
		(void)fail(me, PLAT_LCPU_STARTING, "could not be set up");
		return false;
	}
	plat_lcpu_set_address(me);
	plat_atomic_store_release(&me->posted, NULL);
	/* Who stops it, from now on, closes it. */
	reopen(me);
	if (plat_atomic_cas_seq_cst(&me->state, (uint32_t)PLAT_LCPU_STARTING,
				    (uint32_t)PLAT_LCPU_IDLE) !=
	    PLAT_LCPU_STARTING)
		return false;
	if (ops->forget)
		ops->forget();
	return true;
}

void plat_lcpu_main(void)
{
	struct plat_lcpu *me = plat_lcpu_me();

	if (!join(me))
		leave(me);
	for (;;)
		idle(me);
}

/* Whether each of @lcpus can be stopped by the caller. */
static bool can_stop(struct plat_lcpus lcpus)
{
	const struct plat_lcpu *me = plat_lcpu_me();

	for (uint32_t i = 0; i < plat_lcpus_places(lcpus); i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		if (lcpu && (lcpu == me || !lcpu->id.number))
			return false;
		if (lcpus.numbers && !plat_lcpu_runs(lcpu))
			return false;
	}
	return true;
}

/* Those of the places below @nr. */
static void reopen_all(struct plat_lcpus lcpus, uint32_t nr)
{
	for (uint32_t i = 0; i < nr; i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		if (lcpu && plat_lcpu_runs(lcpu))
			reopen(lcpu);
	}
}

/* Nothing that could run on one of them alone comes there any more. */
static int close_all(struct plat_lcpus lcpus, bool for_good)
{
	int err;

	for (uint32_t i = 0; tenant() && i < plat_lcpus_places(lcpus); i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		if (!lcpu || !plat_lcpu_runs(lcpu))
			continue;
		err = tenant()->close(lcpu->id.number);
		if (err && !for_good) {
			reopen_all(lcpus, i);
			return err;
		}
	}
	return 0;
}

static void hear(void *arg)
{
	struct plat_lcpu *me = arg;

	(void)plat_atomic_cas_release(&me->departure, PLAT_LCPU_IS_TOLD,
				      PLAT_LCPU_HAS_HEARD);
	if (tenant())
		tenant()->tell();
}

static void tell_to_leave(struct plat_lcpus lcpus)
{
	for (uint32_t i = 0; i < plat_lcpus_places(lcpus); i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		if (!lcpu || !plat_lcpu_runs(lcpu))
			continue;
		plat_atomic_store_release(&lcpu->departure, PLAT_LCPU_IS_TOLD);
		(void)!plat_lcpu_post(lcpu->id.number, &lcpu->news, hear, lcpu);
	}
}

/* Returns: whether it has left in time. */
static bool has_left(struct plat_lcpu *lcpu, struct patience *patience)
{
	return wait_beyond(lcpu, PLAT_LCPU_IDLE, patience) &&
	       wait_beyond(lcpu, PLAT_LCPU_LEAVING, patience);
}

/* One that takes interrupts is there, and busy. Returns: whether it stays. */
static bool stays(struct plat_lcpu *lcpu)
{
	if (plat_atomic_cas_acq_rel(&lcpu->departure, PLAT_LCPU_HAS_HEARD,
				    PLAT_LCPU_STAYS) != PLAT_LCPU_HAS_HEARD)
		return false;
	reopen(lcpu);
	return true;
}

/* Returns: whether it has left after all. */
static bool give_up(struct plat_lcpu *lcpu)
{
	struct patience patience = patience_for(0);

	if (stays(lcpu))
		return false;
	if (plat_atomic_load_acquire(&lcpu->departure) == PLAT_LCPU_GOES &&
	    has_left(lcpu, &patience))
		return true;
	return !fail(lcpu, PLAT_LCPU_IDLE, "does not leave") &&
	       !fail(lcpu, PLAT_LCPU_LEAVING, "does not leave");
}

static int stop_those(struct plat_lcpus lcpus)
{
	struct patience patience = patience_for(0);
	int err = 0;

	tell_to_leave(lcpus);
	for (uint32_t i = 0; i < plat_lcpus_places(lcpus); i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		if (!lcpu)
			continue;
		if (has_left(lcpu, &patience))
			patience = patience_for(0);
		else if (!give_up(lcpu))
			err = -PLAT_ETIMEDOUT;
	}
	return err;
}

static int stop(struct plat_lcpus lcpus, bool for_good)
{
	int err;

	plat_lock_may_sleep();
	if (!plat_lcpus_exist(lcpus) || !can_stop(lcpus))
		return -PLAT_EINVAL;
	err = close_all(lcpus, for_good);
	return err ? err : stop_those(lcpus);
}

int plat_lcpu_stop(struct plat_lcpus lcpus)
{
	return stop(lcpus, false);
}

int plat_lcpu_stop_for_good(void)
{
	return stop(PLAT_LCPUS_OTHERS, true);
}
