/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls from one lcpu to others.
 *
 * Calls that are waited for, and invalidations: each lcpu has one record of
 * what it asks for; it sets its bit in a word of each lcpu that it asks, and
 * waits until as many have answered as it asked. Who sets the first bit of a
 * word signals; who is asked takes the whole word. Calls that nobody waits for
 * are the caller's own nodes, pushed on the list of the lcpu that is asked, who
 * takes the whole list.
 *
 * An lcpu that leaves says so first, and looks at its words afterwards; who
 * sets a bit looks afterwards whether it has left: so one of the two sees the
 * other.
 */
#include <plat/arch/cpu.h>
#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/power.h>

#include "common/lcpu/lcpu.h"

#define ROUND ((uint64_t)1 << 32)

static void signal(const struct plat_lcpu *lcpu)
{
	plat_lcpu_table.ops->signal(plat_atomic_load_relaxed(&lcpu->address));
}

/* The words in which others set their bits. */
static uint64_t *words_of(const struct plat_lcpu *lcpu,
			  enum plat_lcpu_kind kind)
{
	return lcpu->asked_by + kind * plat_lcpu_table.nr_words;
}

/* It has left, or leaves: what it did not take is taken back. */
PLAT_COLD static bool take_back(struct plat_lcpu *from, uint64_t *word,
				uint64_t bit)
{
	uint64_t old = plat_atomic_and_seq_cst(word, ~bit);

	/* Whoever set a bit behind ours has relied on our signal. */
	if (old & ~bit)
		signal(from);
	return !(old & bit);
}

/* Ask @lcpu to look at the record of @me. Returns: whether it will, or has. */
PLAT_ALWAYS_INLINE static inline
bool ask(struct plat_lcpu *lcpu, const struct plat_lcpu *me,
	 enum plat_lcpu_kind kind)
{
	uint64_t *word = words_of(lcpu, kind) + me->word;
	uint64_t bit = me->bit, old;

	if (!plat_lcpu_runs(lcpu))
		return false;
	/* Nobody else sets it, and it is not set: as an or, but one
	 * instruction where the old value is wanted. */
	old = plat_cpu_add(word, bit);
	if (plat_unlikely(!plat_lcpu_runs(lcpu)))
		return take_back(lcpu, word, bit);
	if (!old)
		signal(lcpu);
	return true;
}

static void answer(struct plat_lcpu_request *request)
{
	request->function(request->arg);
	(void)plat_atomic_sub_release(&request->left, 1u);
}

/* The request of lcpu @i of those of which the first has @first. */
static struct plat_lcpu_request *request_of(struct plat_lcpu_request *first,
					    unsigned int i)
{
	return (void *)((char *)first + i * sizeof(struct plat_lcpu));
}

/* What those whose bits are in this word want, of whom the first has @first. */
PLAT_NOINLINE static void serve_word(uint64_t *word,
				     struct plat_lcpu_request *first)
{
	uint64_t bits = plat_cpu_exchange(word, 0);

	for (; bits; bits &= bits - 1)
		answer(request_of(first, (unsigned int)__builtin_ctzll(bits)));
}

/* Where there are more than 64 lcpus. */
PLAT_NOINLINE static void serve_others(uint64_t *word, enum plat_lcpu_kind kind)
{
	struct plat_lcpu *lcpus = plat_lcpu_table.lcpus;

	for (uint32_t i = 1; i < plat_lcpu_table.nr_words; i++)
		if (plat_atomic_load_seq_cst(&word[i]))
			serve_word(&word[i], &lcpus[i * 64].requests[kind]);
}

/* Apart from these there are no loops, and no registers to be kept. */
static inline void serve_64(const struct plat_lcpu *me,
			    enum plat_lcpu_kind kind)
{
	uint64_t *word = words_of(me, kind);

	if (plat_atomic_load_seq_cst(word))
		serve_word(word, &plat_lcpu_table.lcpus->requests[kind]);
}

static inline void serve(const struct plat_lcpu *me, enum plat_lcpu_kind kind)
{
	serve_64(me, kind);
	if (plat_unlikely(plat_lcpu_table.nr_words > 1))
		serve_others(words_of(me, kind), kind);
}

/* In the order in which they were posted. Closed is empty. */
static struct plat_lcpu_call *reversed(struct plat_lcpu_call *list)
{
	struct plat_lcpu_call *first = NULL;

	while (list && list != PLAT_LCPU_CLOSED) {
		struct plat_lcpu_call *next = list->next;

		list->next = first;
		first = list;
		list = next;
	}
	return first;
}

/* What is on the list, which is @instead from now on. */
static void serve_posted(struct plat_lcpu *me, struct plat_lcpu_call *instead)
{
	struct plat_lcpu_call *call =
	    reversed(plat_atomic_exchange_acq_rel(&me->posted, instead));

	while (call) {
		plat_lcpu_function_t function =
		    plat_atomic_load_relaxed(&call->function);
		struct plat_lcpu_call *next = call->next;
		void *arg = call->arg;

		plat_atomic_store_release(&call->function, NULL);
		function(arg);
		call = next;
	}
}

void plat_lcpu_serve(void)
{
	struct plat_lcpu *me = plat_lcpu_me();

	serve_64(me, PLAT_LCPU_FLUSHES);
	serve_64(me, PLAT_LCPU_CALLS);
	if (plat_unlikely(plat_lcpu_table.nr_words > 1)) {
		serve_others(words_of(me, PLAT_LCPU_FLUSHES),
			     PLAT_LCPU_FLUSHES);
		serve_others(words_of(me, PLAT_LCPU_CALLS), PLAT_LCPU_CALLS);
	}
	if (plat_atomic_load_relaxed(&me->posted))
		serve_posted(me, NULL);
}

void plat_lcpu_serve_last(struct plat_lcpu *me)
{
	serve_posted(me, PLAT_LCPU_CLOSED);
	serve(me, PLAT_LCPU_FLUSHES);
	serve(me, PLAT_LCPU_CALLS);
}

void plat_lcpu_serve_flushes(void)
{
	plat_irq_state_t state = plat_irq_save();

	serve(plat_lcpu_me(), PLAT_LCPU_FLUSHES);
	plat_irq_restore(state);
}

/* Begin a request to @most lcpus: what it does not reach is subtracted later.
 * @left: of the one before, which nobody has to answer. */
static void begin(struct plat_lcpu_request *request,
		  void (*function)(void *arg), void *arg, uint64_t left,
		  uint32_t most)
{
	request->function = function;
	request->arg = arg;
	plat_atomic_store_relaxed(&request->left, left + ROUND + most);
}

/* Interrupts go off, and the caller's record is its own: whoever asked before
 * on this lcpu, and was preempted, has been answered. */
static struct plat_lcpu *claim(uint64_t *left)
{
	for (;;) {
		struct plat_lcpu *me;

		plat_irq_disable();
		me = plat_lcpu_me();
		*left = plat_atomic_load_acquire(
		    &me->requests[PLAT_LCPU_CALLS].left);
		if (plat_likely(!(uint32_t)*left))
			return me;
		plat_irq_enable();
		plat_cpu_relax();
	}
}

/* With interrupts on, wait until all whom @me has asked have answered: or there
 * is a later request. Returns: @nr. */
PLAT_NOINLINE static int wait(const struct plat_lcpu *me, uint32_t nr)
{
	const uint64_t *left = &me->requests[PLAT_LCPU_CALLS].left;
	uint64_t round = plat_atomic_load_relaxed(left) / ROUND;

	plat_irq_enable();
	for (;;) {
		uint64_t now = plat_atomic_load_acquire(left);

		if (!(uint32_t)now || now / ROUND != round)
			return (int)nr;
		plat_cpu_relax();
	}
}

static void check_context(void)
{
	plat_lock_may_sleep();
	if (PLAT_HAS(PLAT_DEBUG) && !plat_irq_enabled())
		plat_panic("plat_lcpu_run() with interrupts off");
}

/* The common case. */
PLAT_ALWAYS_INLINE static inline
int run_one(struct plat_lcpu *lcpu, plat_lcpu_function_t function, void *arg)
{
	uint64_t left;
	struct plat_lcpu *me = claim(&left);
	struct plat_lcpu_request *request = &me->requests[PLAT_LCPU_CALLS];

	begin(request, function, arg, left, 1);
	if (plat_unlikely(lcpu == me)) {
		answer(request);
		return wait(me, 1);
	}
	if (plat_likely(ask(lcpu, me, PLAT_LCPU_CALLS)))
		return wait(me, 1);
	(void)plat_atomic_sub_relaxed(&request->left, 1u);
	return wait(me, 0);
}

PLAT_NOINLINE static int run_many(struct plat_lcpus lcpus,
				  plat_lcpu_function_t function, void *arg)
{
	uint32_t most = plat_lcpus_places(lcpus), nr = 0, mine = 0;
	struct plat_lcpu_request *request;
	struct plat_lcpu *me;
	uint64_t left;

	if (!plat_lcpus_exist(lcpus))
		return -PLAT_EINVAL;
	me = claim(&left);
	request = &me->requests[PLAT_LCPU_CALLS];
	begin(request, function, arg, left, most);
	for (uint32_t i = 0; i < most; i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		if (lcpu == me)
			mine = 1;
		else if (lcpu && ask(lcpu, me, PLAT_LCPU_CALLS))
			nr++;
	}
	(void)plat_atomic_sub_relaxed(&request->left, most - nr);
	if (mine)
		function(arg);
	return wait(me, nr + mine);
}

int plat_lcpu_run(struct plat_lcpus lcpus, plat_lcpu_function_t function,
		  void *arg)
{
	check_context();
	if (plat_likely(lcpus.numbers && lcpus.nr == 1 &&
			lcpus.numbers[0] < plat_lcpu_table.nr))
		return run_one(&plat_lcpu_table.lcpus[lcpus.numbers[0]],
			       function, arg);
	return run_many(lcpus, function, arg);
}

void plat_lcpu_flush(bool (*concerns)(const void *arg, uintptr_t base),
		     void (*function)(void *arg), void *arg)
{
	plat_irq_state_t state = plat_irq_save();
	struct plat_lcpu_table *t = &plat_lcpu_table;
	struct plat_lcpu *me = plat_lcpu_me();
	struct plat_lcpu_request *request = &me->requests[PLAT_LCPU_FLUSHES];
	uint32_t nr = 0;

	begin(request, function, arg, plat_atomic_load_acquire(&request->left),
	      t->nr);
	for (uint32_t i = 0; i < t->nr; i++) {
		struct plat_lcpu *lcpu = &t->lcpus[i];

		if (lcpu != me && plat_lcpu_runs(lcpu) &&
		    concerns(arg, lcpu->start.base) &&
		    ask(lcpu, me, PLAT_LCPU_FLUSHES))
			nr++;
	}
	(void)plat_atomic_sub_relaxed(&request->left, t->nr - nr);
	while ((uint32_t)plat_atomic_load_acquire(&request->left)) {
		serve(me, PLAT_LCPU_FLUSHES);
		plat_cpu_relax();
	}
	plat_irq_restore(state);
}

/* Returns: whether @call is on the list of @lcpu, which may be closed. */
static bool push(struct plat_lcpu *lcpu, struct plat_lcpu_call *call)
{
	struct plat_lcpu_call *head = plat_atomic_load_relaxed(&lcpu->posted);

	while (head != PLAT_LCPU_CLOSED) {
		struct plat_lcpu_call *saw;

		call->next = head;
		saw = plat_atomic_cas_release(&lcpu->posted, head, call);
		if (saw == head) {
			if (!head)
				signal(lcpu);
			return true;
		}
		head = saw;
	}
	return false;
}

int plat_lcpu_post(uint32_t number, struct plat_lcpu_call *call,
		   plat_lcpu_function_t function, void *arg)
{
	if (number >= plat_lcpu_table.nr)
		return -PLAT_EINVAL;
	if (plat_atomic_cas_acquire(&call->function, NULL, function))
		return -PLAT_EBUSY;
	call->arg = arg;
	if (push(&plat_lcpu_table.lcpus[number], call))
		return 0;
	plat_atomic_store_release(&call->function, NULL);
	return -PLAT_ENOENT;
}

void plat_lcpu_wake(uint32_t number)
{
	if (number < plat_lcpu_table.nr &&
	    plat_lcpu_runs(&plat_lcpu_table.lcpus[number]))
		signal(&plat_lcpu_table.lcpus[number]);
}
