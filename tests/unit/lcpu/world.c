/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/unit/lcpu/world.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/time.h>

struct plat_lcpu_table plat_lcpu_table;

static struct cpu {
	enum world_way way;
	uint32_t signalled; /* atomic */
	uint32_t is_masked; /* its own */
	struct plat_lcpu_start *start;
	pthread_t threads[2];
	uint32_t nr_threads;
} cpus[WORLD_MAX];

static void *memory;
static uint32_t nr_coming; /* atomic: started, and not there yet */
static uint32_t let_late_come; /* atomic */
static uint64_t clock_ns; /* atomic; lcpu 0 writes it */
static bool is_odd; /* somebody behaves in another way */
static int place_status;

uint32_t world_nr_begun, world_nr_ended, world_begun_with;
bool world_all_came;

/* Stands while somebody who will come has not come yet; goes fast where it is
 * known that nobody else will. */
uint64_t plat_time_ns(void)
{
	if (plat_atomic_load_acquire(&nr_coming))
		return clock_ns;
	plat_atomic_store_relaxed(&clock_ns, clock_ns + 1000000);
	if (!is_odd)
		usleep(1000);
	return clock_ns;
}

uint64_t world_clock_ns(void)
{
	return plat_atomic_load_relaxed(&clock_ns);
}

int plat_lcpu_reserve(uint32_t nr)
{
	(void)nr;
	return place_status;
}

void plat_lcpu_place(struct plat_lcpu *lcpu)
{
	(void)lcpu;
}

void plat_lcpu_drop_data(void)
{
}

static void interrupt(void)
{
	struct cpu *cpu = &cpus[plat_lcpu_self()];

	if (cpu->is_masked ||
	    !plat_atomic_exchange_acq_rel(&cpu->signalled, 0u))
		return;
	host_irqs_off = true;
	plat_lcpu_serve();
	host_irqs_off = false;
}

static int set_up(void)
{
	struct cpu *cpu = &cpus[plat_lcpu_self()];

	cpu->is_masked = 0;
	return cpu->way == WORLD_DEFECT ? -PLAT_ENOTSUP : 0;
}

static void forget(void)
{
	(void)plat_atomic_sub_release(&nr_coming, 1u);
}

static uint64_t address(const struct plat_lcpu_id *id)
{
	return ~(uint64_t)id->number;
}

static void do_signal(uint64_t to)
{
	plat_atomic_store_release(&cpus[~to].signalled, 1u);
}

static void mask(void)
{
	cpus[plat_lcpu_self()].is_masked = 1;
}

PLAT_NORETURN static void leave(void)
{
	if (cpus[plat_lcpu_self()].way == WORLD_DEFECT)
		(void)plat_atomic_sub_release(&nr_coming, 1u);
	pthread_exit(NULL);
}

/* What an ISA's entry code does: look for the record, and take it. */
static bool takes(uint64_t hw_id, uint32_t *number)
{
	struct plat_lcpu *lcpu;

	if (plat_lcpu_find(hw_id, number))
		return false;
	lcpu = &plat_lcpu_table.lcpus[*number];
	return !plat_atomic_exchange_acq_rel(&lcpu->start.is_taken, 1u);
}

static uint64_t own_id(const struct cpu *cpu)
{
	if (cpu->way == WORLD_WRONG_ID)
		return 7777;
	return cpu->way == WORLD_OTHERS_ID ? 10 : cpu->start->hw_id;
}

static void *come(void *arg)
{
	struct cpu *cpu = arg;
	uint32_t number;

	while (cpu->way == WORLD_LATE &&
	       !plat_atomic_load_acquire(&let_late_come))
		sched_yield();
	host_irqs_off = true;
	if (!takes(own_id(cpu), &number)) {
		(void)plat_atomic_add_relaxed(&plat_lcpu_nr_strangers, 1u);
		(void)plat_atomic_sub_release(&nr_coming, 1u);
		return NULL;
	}
	plat_lcpu_number = number;
	plat_lcpu_main();
}

static void run(struct cpu *cpu)
{
	if (pthread_create(&cpu->threads[cpu->nr_threads++], NULL, come, cpu))
		abort();
}

static int begin(uint32_t nr)
{
	world_nr_begun++;
	world_begun_with = nr;
	return 0;
}

static void end(bool all_came)
{
	world_nr_ended++;
	world_all_came = all_came;
}

static void reap(struct cpu *cpu)
{
	while (cpu->nr_threads) {
		if (pthread_join(cpu->threads[--cpu->nr_threads], NULL))
			abort();
	}
}

static int start(const struct plat_lcpu_id *id,
		 const struct plat_lcpu_start *start)
{
	struct cpu *cpu = &cpus[id->number];

	cpu->start = (struct plat_lcpu_start *)(uintptr_t)start;
	if (cpu->way == WORLD_REFUSED)
		return -PLAT_ENOTSUP;
	if (cpu->way == WORLD_NEVER)
		return 0;
	reap(cpu);
	if (cpu->way != WORLD_LATE)
		(void)plat_atomic_add_relaxed(&nr_coming, 1u);
	run(cpu);
	if (cpu->way == WORLD_TWICE) {
		(void)plat_atomic_add_relaxed(&nr_coming, 1u);
		run(cpu);
	}
	return 0;
}

static const struct plat_lcpu_ops ops = {
	.begin = begin,
	.start = start,
	.end = end,
	.set_up = set_up,
	.forget = forget,
	.address = address,
	.signal = do_signal,
	.mask = mask,
	.leave = leave,
};

void world_begin(uint32_t nr)
{
	if (posix_memalign(&memory, 64, plat_lcpu_table_bytes(nr)))
		abort();
	plat_lcpu_table_init(memory, nr, 0);
	for (uint32_t i = 1; i < nr; i++)
		plat_lcpu_table_add(&(struct plat_topology_lcpu){
		    10 * i, i, PLAT_LCPU_ENABLED});
	plat_lcpu_table.ops = &ops;
	plat_lcpu_set_address(plat_lcpu_table.lcpus);
	plat_lcpu_number = 0;
	host_interrupt = interrupt;
	world_nr_begun = world_nr_ended = 0;
	nr_coming = let_late_come = 0;
	place_status = 0;
	is_odd = false;
}

void world_set(uint32_t number, enum world_way way)
{
	cpus[number].way = way;
	is_odd = way != WORLD_COMES;
}

void world_place_returns(int status)
{
	place_status = status;
}

void world_settle(void)
{
	while (plat_atomic_load_acquire(&nr_coming))
		sched_yield();
}

void world_end(void)
{
	plat_atomic_store_release(&let_late_come, 1u);
	(void)!plat_lcpu_stop(PLAT_LCPUS_OTHERS);
	for (uint32_t i = 0; i < WORLD_MAX; i++) {
		reap(&cpus[i]);
		cpus[i] = (struct cpu){0};
	}
	host_interrupt = NULL;
	free(memory);
}
