/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads begin and end. A thread's stack has, at its top, what is known of
 * the thread: what overflows goes the other way.
 */
#include "common/thread/thread.h"

#include <plat/errno.h>
#include <plat/string.h>
#include <plat/vmem.h>

#include "common/lcpu/lcpu.h"
#include "common/power/backtrace.h"

/* Interrupts have a stack of their own, so there is not much on this one. */
#define IDLE_STACK PLAT_KIB(8)

#define STACK_ALIGN 64u

/* Who has threads has them in dumps: plinth.lds.S. */
PLAT_USED static void (*const dump)(uint64_t frame) = plat_thread_backtrace;

const char *plat_thread_name(const struct plat_thread *thread)
{
	return thread->name;
}

struct plat_thread *plat_thread_self(void)
{
	plat_irq_state_t state;
	struct plat_thread *self;

	state = plat_irq_save();
	if (plat_unlikely(!plat_run_own()))
		plat_run_begin();
	self = plat_run_own()->current;
	plat_irq_restore(state);
	return self;
}

/* Stacks of the usual size that were joined, for who comes next: no page is
 * mapped and unmapped for them, on all lcpus. Nobody waits here for another: a
 * lock that all lcpus take for each thread would be had once in a host's time
 * slice where the host has fewer processors. */
static struct plat_thread *kept[PLAT_THREAD_STACKS_KEPT]; /* atomic */

static struct plat_thread *take_kept(void)
{
	struct plat_thread *thread = NULL;

	for (uint32_t i = 0; i < PLAT_THREAD_STACKS_KEPT && !thread; i++) {
		if (plat_atomic_load_relaxed(&kept[i]))
			thread = plat_atomic_exchange_acquire(&kept[i], NULL);
	}
	return thread;
}

/* Returns: whether there was room. */
static bool keep(struct plat_thread *thread)
{
	for (uint32_t i = 0; i < PLAT_THREAD_STACKS_KEPT; i++) {
		if (!plat_atomic_load_relaxed(&kept[i]) &&
		    !plat_atomic_cas_release(&kept[i], NULL, thread))
			return true;
	}
	return false;
}

/* Returns: a thread of which only .stack counts; NULL: no memory. */
static struct plat_thread *allocate(uint64_t size)
{
	struct plat_thread *thread;
	plat_va_t top;

	if (plat_vmem_stack(plat_kernel_vmem(), size, 0, PLAT_VMEM_POPULATE,
			    &top))
		return NULL;
	thread = plat_va_ptr(plat_va(plat_align_down(top.v - sizeof(*thread),
						     STACK_ALIGN)));
	thread->stack = plat_va(top.v - size);
	return thread;
}

/* @size: whole pages. */
static struct plat_thread *make(uint64_t size)
{
	struct plat_thread *thread = NULL;
	plat_va_t stack;

	if (size == PLAT_THREAD_STACK)
		thread = take_kept();
	if (!thread)
		thread = allocate(size);
	if (!thread)
		return NULL;
	stack = thread->stack;
	memset(thread, 0, sizeof(*thread));
	thread->stack = stack;
	thread->stack_size = size;
	plat_switch_new(thread);
	return thread;
}

static void unmake(struct plat_thread *thread)
{
	if (thread->stack_size == PLAT_THREAD_STACK && keep(thread))
		return;
	(void)!plat_vmem_free(plat_kernel_vmem(), thread->stack,
			      thread->stack_size);
}

PLAT_NORETURN static int idle(void *arg)
{
	for (;;) {
		plat_irq_disable();
		if (!plat_thread_idle())
			plat_run_rest(arg);
	}
}

/* As the other lcpus have, whose own context that is. */
static int make_idle(struct plat_run_queue *own)
{
	struct plat_thread *thread = make(IDLE_STACK);

	if (!thread)
		return -PLAT_ENOMEM;
	thread->name = "idle";
	thread->function = idle;
	thread->arg = own;
	thread->home = own;
	thread->is_pinned = true;
	own->idle = thread;
	return 0;
}

/* The memory stays: an lcpu that leaves and comes again finds its queue. */
static int make_queues(void)
{
	uint64_t nr = plat_lcpu_count() - 1;
	uint64_t size = plat_align_up(nr * sizeof(*plat_run_others_queues),
				      PLAT_PAGE_SIZE);
	plat_va_t va;
	struct plat_run_queue *made;
	int err;

	if (!nr || plat_run_others_queues)
		return 0;
	err = plat_vmem_alloc(plat_kernel_vmem(), &va, size, 0, PLAT_ATTR_RW,
			      PLAT_VMEM_POPULATE);
	if (err)
		return err;
	made = plat_va_ptr(va);
	for (uint64_t i = 0; i < nr; i++)
		made[i].lock.rank = PLAT_RANK_RUN;
	plat_run_others_queues = made;
	return 0;
}

/* The first thread that is made: the lcpus that idle learn of it. */
static int begin(void)
{
	struct plat_run_queue *own;
	int err;

	plat_run_begin();
	own = plat_run_of(0);
	if (own->idle)
		return 0;
	err = make_queues();
	if (!err)
		err = make_idle(own);
	if (err)
		return err;
	plat_atomic_store_release(&plat_lcpu_tenant, &plat_thread_tenant);
	plat_atomic_store_release(&plat_lcpu_work, plat_thread_idle);
	for (uint32_t i = 1; i < plat_lcpu_count(); i++)
		plat_lcpu_wake(i);
	return 0;
}

static bool stays(uint32_t number)
{
	enum plat_lcpu_state state = plat_lcpu_state(number);

	return (state == PLAT_LCPU_IDLE || state == PLAT_LCPU_BUSY) &&
	       plat_atomic_load_acquire(
		       &plat_lcpu_table.lcpus[number].departure) ==
		       PLAT_LCPU_STAYS;
}

/* Returns: the queue of that lcpu, to which one more is pinned; NULL: it does
 * not run. One that does has its queue as soon as it is idle. */
static struct plat_run_queue *pin_to(uint32_t number)
{
	while (stays(number)) {
		struct plat_run_queue *home = plat_run_of(number);

		if (home && plat_run_pin(home))
			return home;
		plat_thread_yield();
	}
	return NULL;
}

/* Returns: where the thread begins; NULL: that lcpu does not run. */
static struct plat_run_queue *find_home(const struct plat_thread_attr *attr)
{
	struct plat_run_queue *home;
	plat_irq_state_t state;

	if (attr->is_pinned)
		return pin_to(attr->lcpu);
	state = plat_irq_save();
	home = plat_run_own();
	plat_irq_restore(state);
	return home;
}

static struct plat_thread *make_as(const struct plat_thread_attr *attr)
{
	if (attr->stack > PLAT_TIB(1))
		return NULL;
	return make(attr->stack ? plat_align_up(attr->stack, PLAT_PAGE_SIZE)
				: PLAT_THREAD_STACK);
}

static const struct plat_thread_attr defaults;

int plat_thread_create(struct plat_thread **thread,
		       const struct plat_thread_attr *attr,
		       int (*function)(void *arg), void *arg)
{
	struct plat_run_queue *home;
	struct plat_thread *made;

	plat_lock_may_sleep();
	if (begin())
		return -PLAT_ENOMEM;
	if (!attr)
		attr = &defaults;
	home = find_home(attr);
	if (!home)
		return -PLAT_EINVAL;
	made = make_as(attr);
	if (!made) {
		if (attr->is_pinned)
			plat_run_unpin(home);
		return -PLAT_ENOMEM;
	}
	made->home = home;
	made->is_pinned = attr->is_pinned;
	made->function = function;
	made->arg = arg;
	made->name = attr->name ? attr->name : "";
	*thread = made;
	plat_run_ready(made);
	return 0;
}

void plat_thread_first(void)
{
	struct plat_thread *self;

	plat_run_left();
	self = plat_run_own()->current;
	plat_irq_enable();
	self->result = self->function(self->arg);
	plat_lock_may_sleep();
	plat_irq_disable();
	plat_run_end(plat_run_own());
}

/* Returns: whether @thread has ended already. */
static bool tell_joiner(struct plat_thread *thread, struct plat_thread *joiner)
{
	return plat_atomic_cas_acq_rel(&thread->joiner, NULL, joiner) != NULL;
}

int plat_thread_join(struct plat_thread *thread)
{
	plat_irq_state_t state = plat_irq_save();
	struct plat_thread *self = plat_thread_begin_wait();
	int result;

	if (tell_joiner(thread, self))
		plat_atomic_store_relaxed(&self->wait, THREAD_AWAKE);
	else
		plat_thread_wait(self, PLAT_FOR_EVER);
	plat_irq_restore(state);
	result = thread->result;
	unmake(thread);
	return result;
}
