/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/unit/thread/world.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include <sanitizer/tsan_interface.h>

#include <plat/errno.h>
#include <plat/power.h>
#include <plat/vmem.h>

#include "common/events/events.h"
#include "common/lcpu/lcpu.h"
#include "common/power/backtrace.h"
#include "common/thread/thread.h"
#include "common/time/event.h"

struct context {
	ucontext_t registers;
	void *sanitizer;
	struct plat_thread *left; /* for this one */
};

/* Of an lcpu: nothing here orders anything, so that the order that is needed
 * has to come from what is tested. */
static struct {
	uint32_t is_woken;
	uint32_t is_told;
	uint32_t is_gone;
	struct plat_lcpu_call *posted;
	uint64_t timer_ns; /* 0: it is off */
	pthread_t thread;
} lcpus[WORLD_LCPUS];

static uint32_t must_end, nr_stacks;

/* It plays no lcpu. */
static __thread bool is_outside;

bool (*plat_lcpu_work)(void);
const struct plat_lcpu_tenant *plat_lcpu_tenant;
static struct plat_lcpu table[WORLD_LCPUS];
struct plat_lcpu_table plat_lcpu_table = {.lcpus = table};

/* What plat_vmem_stack() has made last. */
static __thread uintptr_t new_stack;

uint32_t plat_lcpu_count(void)
{
	return WORLD_LCPUS;
}

enum plat_lcpu_state plat_lcpu_state(uint32_t number)
{
	return number < WORLD_LCPUS &&
			       !plat_atomic_load_acquire(&lcpus[number].is_gone)
		       ? PLAT_LCPU_BUSY
		       : PLAT_LCPU_OFFLINE;
}

int plat_lcpu_post(uint32_t number, struct plat_lcpu_call *call,
		   plat_lcpu_function_t function, void *arg)
{
	struct plat_lcpu_call *head =
		plat_atomic_load_relaxed(&lcpus[number].posted);

	if (plat_atomic_cas_acquire(&call->function, NULL, function))
		return -PLAT_EBUSY;
	call->arg = arg;
	do
		call->next = head;
	while ((head = plat_atomic_cas_release(&lcpus[number].posted,
					       call->next, call)) !=
	       call->next);
	plat_lcpu_wake(number);
	return 0;
}

/* Returns: whether there was any. */
static bool take_posted(uint32_t number)
{
	struct plat_lcpu_call *call = plat_atomic_exchange_acq_rel(
		&lcpus[number].posted, NULL);
	bool was_any = call;

	while (call) {
		plat_lcpu_function_t function = call->function;
		struct plat_lcpu_call *next = call->next;
		void *arg = call->arg;

		plat_atomic_store_release(&call->function, NULL);
		function(arg);
		call = next;
	}
	if (plat_atomic_load_acquire(&table[number].departure) !=
		    PLAT_LCPU_STAYS &&
	    !plat_atomic_exchange_relaxed(&lcpus[number].is_told, 1))
		plat_lcpu_tenant->tell();
	return was_any;
}

bool (*world_serves_events)(void);

bool plat_events_due(void)
{
	return world_serves_events;
}

bool plat_events_serve_by_thread(void)
{
	return world_serves_events();
}

bool world_was_woken(uint32_t number)
{
	return plat_atomic_exchange_relaxed(&lcpus[number].is_woken, 0);
}

void plat_lcpu_wake(uint32_t number)
{
	plat_atomic_store_relaxed(&lcpus[number].is_woken, 1);
}

void (*world_looks_at_clock)(void);

uint64_t plat_time_ns(void)
{
	struct timespec now;

	if (world_looks_at_clock)
		world_looks_at_clock();
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * PLAT_NS_PER_S + (uint64_t)now.tv_nsec;
}

int plat_event_arm(uint64_t ns)
{
	lcpus[plat_lcpu_self()].timer_ns = plat_time_ns() + ns;
	return 0;
}

/* Returns: whether there was one. */
static bool take_timer(uint32_t number)
{
	if (!lcpus[number].timer_ns || plat_time_ns() < lcpus[number].timer_ns)
		return false;
	lcpus[number].timer_ns = 0;
	plat_event_happened();
	return true;
}

/* Where an lcpu takes interrupts; a halt lasts until there is one. */
static void interrupt(void)
{
	uint32_t number = plat_lcpu_self();

	if (is_outside)
		return;
	host_irqs_off = true;
	while (!plat_atomic_exchange_relaxed(&lcpus[number].is_woken, 0) &&
	       !take_posted(number) && !take_timer(number) &&
	       plat_lcpu_get(plat_lcpu_waits) &&
	       !plat_atomic_load_relaxed(&must_end))
		sched_yield();
	host_irqs_off = false;
}

void world_leave(void)
{
	is_outside = true;
}

/* What was lost with the lcpu's own data. */
static void leave(uint32_t number)
{
	plat_lcpu_tenant->leave();
	lcpus[number].timer_ns = 0;
	plat_lcpu_set(plat_run_queue, NULL);
	plat_atomic_store_release(&lcpus[number].is_gone, 1);
	while (plat_atomic_load_acquire(&lcpus[number].is_gone) &&
	       !plat_atomic_load_relaxed(&must_end))
		sched_yield();
}

static void *lcpu(void *arg)
{
	uint32_t number = (uint32_t)(uintptr_t)arg;

	plat_lcpu_number = number;
	while (!plat_atomic_load_relaxed(&must_end)) {
		bool (*work)(void) = plat_atomic_load_acquire(&plat_lcpu_work);

		plat_irq_disable();
		if (plat_atomic_load_acquire(&table[number].departure) !=
		    PLAT_LCPU_STAYS)
			leave(number);
		else if (!work || !work())
			plat_lcpu_halt();
	}
	return NULL;
}

int world_stop(uint32_t number)
{
	int err = plat_lcpu_tenant->close(number);

	if (err)
		return err;
	plat_atomic_store_release(&table[number].departure, PLAT_LCPU_IS_TOLD);
	plat_lcpu_wake(number);
	while (!plat_atomic_load_acquire(&lcpus[number].is_gone))
		sched_yield();
	return 0;
}

void world_start(uint32_t number)
{
	plat_lcpu_tenant->open(number);
	plat_atomic_store_relaxed(&lcpus[number].is_told, 0);
	plat_atomic_store_release(&table[number].departure, PLAT_LCPU_STAYS);
	plat_atomic_store_release(&lcpus[number].is_gone, 0);
}

void world_begin(void)
{
	host_interrupt = interrupt;
	for (uintptr_t i = 1; i < WORLD_LCPUS; i++) {
		if (pthread_create(&lcpus[i].thread, NULL, lcpu, (void *)i))
			abort();
	}
}

void world_end(void)
{
	plat_atomic_store_relaxed(&must_end, 1);
	for (unsigned int i = 1; i < WORLD_LCPUS; i++)
		pthread_join(lcpus[i].thread, NULL);
}

/* On the stack of @self: the other one's is not used any more. */
static void arrive(const struct context *self)
{
	struct plat_thread *left = self->left;

	plat_atomic_store_seq_cst(&left->sp, left->kept);
}

static void first(unsigned int high, unsigned int low)
{
	const struct context *self =
		(void *)(uintptr_t)((uint64_t)high << 32 | low);

	arrive(self);
	plat_thread_first();
}

/* The first bytes of its stack are a thread's context. */
void plat_switch_new(struct plat_thread *thread)
{
	struct context *new = (void *)new_stack;
	uint64_t address = (uintptr_t)new, top = (uintptr_t)thread;

	getcontext(&new->registers);
	new->registers.uc_stack.ss_sp = new + 1;
	new->registers.uc_stack.ss_size = top - (uintptr_t)(new + 1);
	makecontext(&new->registers, (void (*)(void))first, 2,
		    (unsigned int)(address >> 32), (unsigned int)address);
	new->sanitizer = __tsan_create_fiber(0);
	thread->sp = thread->kept = address;
}

void plat_switch(struct plat_thread *from, struct plat_thread *to)
{
	struct context *next = (void *)to->sp, *self = (void *)from->kept;

	if (!self) {
		self = calloc(1, sizeof(*self));
		self->sanitizer = __tsan_get_current_fiber();
		from->kept = (uintptr_t)self;
	}
	plat_atomic_store_relaxed(&to->sp, 0);
	next->left = from;
	__tsan_switch_to_fiber(next->sanitizer, 0);
	swapcontext(&self->registers, &next->registers);
	arrive(self);
}

int plat_vmem_alloc(struct plat_vmem *vmem, plat_va_t *va, uint64_t size,
		    uint64_t align, plat_attr_t attr, unsigned int how)
{
	void *memory = calloc(1, size);

	(void)vmem;
	if (!memory || align || attr != PLAT_ATTR_RW || !how)
		return -PLAT_ENOMEM;
	va->v = (uintptr_t)memory;
	return 0;
}

struct plat_vmem *plat_kernel_vmem(void)
{
	return NULL;
}

int plat_vmem_stack(struct plat_vmem *vmem, uint64_t size, plat_attr_t attr,
		    unsigned int how, plat_va_t *top)
{
	void *stack = mmap(NULL, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)vmem;
	if (stack == MAP_FAILED || attr || how != PLAT_VMEM_POPULATE)
		return -PLAT_ENOMEM;
	new_stack = (uintptr_t)stack;
	top->v = (uintptr_t)stack + size;
	(void)plat_atomic_add_relaxed(&nr_stacks, 1);
	return 0;
}

int plat_vmem_free(struct plat_vmem *vmem, plat_va_t va, uint64_t size)
{
	const struct context *context = plat_va_ptr(va);

	(void)vmem;
	(void)plat_atomic_sub_relaxed(&nr_stacks, 1);
	__tsan_destroy_fiber(context->sanitizer);
	return munmap(plat_va_ptr(va), size);
}

uint32_t world_nr_stacks(void)
{
	return plat_atomic_load_relaxed(&nr_stacks);
}

void plat_thread_backtrace(uint64_t frame)
{
	(void)frame;
}

void plat_panic(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	abort();
}
