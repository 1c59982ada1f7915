/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What lcpus cost each other: starting all 63 (up to the last one's SIPI, or
 * the like; who waits for answers polls), a cross call up to the signal, and
 * from the interrupt to the end of the function, a lock that nobody else
 * wants. The mark adds some six instructions to the send.
 */
#include <plat/lock.h>
#include <plat/log.h>

#include "common/lcpu/lcpu.h"
#include "tests/bench/marks.h"

MARKS(nothing)
MARKS(lcpu__start_63)
MARKS(lcpu__call_send)
MARKS(lcpu__call_receive)
MARKS(lcpu__lock_and_unlock)

static struct plat_lcpu_ops ops;
static const struct plat_lcpu_ops *native;
static uint32_t last;

static int start_and_mark(const struct plat_lcpu_id *id,
			  const struct plat_lcpu_start *start)
{
	int rc;

	if (plat_likely(id->number != last))
		return native->start(id, start);
	rc = native->start(id, start);
	bench_end_lcpu__start_63();
	return rc;
}

static void signal_and_mark(uint64_t address)
{
	native->signal(address);
	bench_end_lcpu__call_send();
}

static void nothing(void *arg)
{
	(void)arg;
}

static void received(void *arg)
{
	(void)arg;
	bench_end_lcpu__call_receive();
}

/* Asks itself, as another would. */
static void ask_itself(void)
{
	struct plat_lcpu *me = plat_lcpu_me();

	plat_irq_disable();
	me->requests[PLAT_LCPU_CALLS] =
	    (struct plat_lcpu_request){received, NULL, 1};
	me->asked_by[PLAT_LCPU_CALLS * plat_lcpu_table.nr_words] |= 1;
	native->signal(me->address);
	bench_begin_lcpu__call_receive();
	plat_irq_enable();
	while (plat_atomic_load_acquire(&me->requests[PLAT_LCPU_CALLS].left))
		plat_cpu_relax();
}

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_NONE);

static int lock_and_unlock(void)
{
	plat_spin_lock(&lock);
	plat_spin_unlock(&lock);
	return 0;
}

int main(void)
{
	bench_begin_nothing();
	bench_end_nothing();
	native = plat_lcpu_table.ops;
	ops = *native;
	ops.start = start_and_mark;
	plat_lcpu_table.ops = &ops;
	last = plat_lcpu_count() - 1;
	bench_begin_lcpu__start_63();
	status |= plat_lcpu_start(PLAT_LCPUS_OTHERS) !=
		  (int)plat_lcpu_count() - 1;
	ops.signal = signal_and_mark;
	bench_begin_lcpu__call_send();
	status |= plat_lcpu_run(PLAT_LCPUS_ONE(1), nothing, NULL) != 1;
	ask_itself();
	MEASURE(lcpu__lock_and_unlock, lock_and_unlock());
	plat_printf("%d\n", status);
	return status;
}
