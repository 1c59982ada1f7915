/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the parts of the lcpu code know of each other, and what the ISA, or a
 * hypervisor, does for them.
 */
#ifndef COMMON_LCPU_LCPU_H
#define COMMON_LCPU_LCPU_H

#include <plat/atomic.h>
#include <plat/lcpu.h>
#include <plat/lcpu_ops.h>
#include <plat/topology.h>

/* An internal state, busy for others: it leaves, and takes no more calls. */
#define PLAT_LCPU_LEAVING 6u

/* Whether an lcpu leaves. Who stops it changes the first to the second, and
 * the third back to the first where that takes too long; the lcpu, when it
 * takes an interrupt, the second to the third, and at the end of what it does
 * either to the last. */
enum {
	PLAT_LCPU_STAYS,
	PLAT_LCPU_IS_TOLD,
	PLAT_LCPU_HAS_HEARD,
	PLAT_LCPU_GOES,
};

/* The list of posted calls of an lcpu that takes none. */
#define PLAT_LCPU_CLOSED ((struct plat_lcpu_call *)1)

/* What an lcpu has others do, and waits for. */
struct plat_lcpu_request {
	void (*function)(void *arg);
	void *arg;
	uint64_t left; /* atomic: a number in the upper half, one more each
			* time; how many have still to do it in the lower */
};

enum plat_lcpu_kind {
	PLAT_LCPU_CALLS,
	PLAT_LCPU_FLUSHES,
	PLAT_NR_LCPU_KINDS,
};

/* How one lcpu is known to all. */
struct plat_lcpu {
	struct plat_lcpu_id id;       /* constant */
	uint32_t state;               /* atomic: enum plat_lcpu_state; idle
				       * where it is idle or busy */
	uint32_t departure;           /* atomic: PLAT_LCPU_STAYS and so on */
	uint32_t word;                /* constant: in others' words its bit */
	uint64_t bit;                 /* is this, of this word */
	uint64_t address;             /* atomic: for ops->signal(); set when
				       * it comes, before it takes calls */
	struct plat_lcpu_call *posted; /* atomic: the last one first */
	uint64_t *asked_by;           /* atomic; a bit for each lcpu that waits
				       * for this one; words of each kind */
	PLAT_ALIGNED(64) /* its own, to others */
	struct plat_lcpu_request requests[PLAT_NR_LCPU_KINDS];
	uint32_t has_data;            /* atomic: it has been there, and what is
				       * at its base is its data */
	PLAT_ALIGNED(64)
	struct plat_lcpu_start start; /* base: 0: it has no memory yet */
	struct plat_lcpu_call news;   /* of its departure */
};

/* All of them. Written by plat_lcpu_table_init() and _add(), while there is
 * only lcpu 0. */
struct plat_lcpu_table {
	struct plat_lcpu *lcpus;
	uint32_t *by_hw_id; /* numbers, in the order of hw_id */
	uint32_t nr;
	uint32_t room;
	uint32_t nr_words; /* that have a bit for each */
	const struct plat_lcpu_ops *ops; /* NULL: none can be started */
};

/** setup.c, whose stage fills it: whoever links one links the other. */
extern struct plat_lcpu_table plat_lcpu_table;

/** How much memory a table of @room lcpus needs. */
uint64_t plat_lcpu_table_bytes(uint32_t room);

/**
 * Begin with lcpu 0, whose hardware has the number @boot_hw_id, in @memory:
 * plat_lcpu_table_bytes(room), aligned to 64, not zeroed.
 */
void plat_lcpu_table_init(void *memory, uint32_t room, uint64_t boot_hw_id);

/** Take in what firmware tells: what it tells twice, and what goes beyond the
 * room, is passed over, and the log says so. */
void plat_lcpu_table_add(const struct plat_topology_lcpu *told);

static inline struct plat_lcpu *plat_lcpu_me(void)
{
	return &plat_lcpu_table.lcpus[plat_lcpu_self()];
}

/** Whether it is there for calls. */
static inline bool plat_lcpu_runs(const struct plat_lcpu *lcpu)
{
	return plat_atomic_load_seq_cst(&lcpu->state) == PLAT_LCPU_IDLE;
}

static inline void plat_lcpu_set_address(struct plat_lcpu *lcpu)
{
	plat_atomic_store_relaxed(&lcpu->address,
				  plat_lcpu_table.ops->address(&lcpu->id));
}

/** How many places @lcpus has: see plat_lcpus_at(). */
static inline uint32_t plat_lcpus_places(struct plat_lcpus lcpus)
{
	return lcpus.numbers || lcpus.nr < plat_lcpu_table.nr
		   ? lcpus.nr
		   : plat_lcpu_table.nr;
}

/** The lcpu at a place. NULL: this place does not count (the caller's, among
 * all the others). Requires: plat_lcpus_exist(). */
static inline struct plat_lcpu *plat_lcpus_at(struct plat_lcpus lcpus,
					      uint32_t place)
{
	if (lcpus.numbers)
		return &plat_lcpu_table.lcpus[lcpus.numbers[place]];
	if (place == plat_lcpu_self())
		return NULL;
	return &plat_lcpu_table.lcpus[place];
}

/** Whether there is each of @lcpus. */
bool plat_lcpus_exist(struct plat_lcpus lcpus);

/**
 * Serve what others want: called by the interrupt that ops->signal() raises,
 * interrupts off.
 */
void plat_lcpu_serve(void);

/** The same for one that leaves, and is in that state: these are the last. */
void plat_lcpu_serve_last(struct plat_lcpu *me);

/**
 * Invalidations alone: called wherever an lcpu waits for another, whatever it
 * holds. Context: any.
 */
void plat_lcpu_serve_flushes(void);

/**
 * Have the other lcpus run @function(@arg), those for whose data's base
 * @concerns(@arg) is true, and wait until all have. They run it in an
 * interrupt, or wherever they wait for a lock or for each other: it must take
 * no lock, and may interrupt itself.
 *
 * Context: any but NMI and the like; interrupts on or off, any lock held.
 */
void plat_lcpu_flush(bool (*concerns)(const void *arg, uintptr_t base),
		     void (*function)(void *arg), void *arg);

/**
 * If set (atomic): called by each lcpu that was started, interrupts off, when
 * it would halt. Returns, interrupts off: true: it did something: look again;
 * false: there was nothing to do.
 */
extern bool (*plat_lcpu_work)(void);

/* What is at work on lcpus, and has to know of those that leave: threads. */
struct plat_lcpu_tenant {
	/**
	 * Lcpu @number is to leave: what can run nowhere else does not come
	 * there any more.
	 *
	 * Returns: 0; -PLAT_EBUSY: some of that is there: nothing has changed.
	 */
	int (*close)(uint32_t number);

	/** It stays; or it comes, perhaps again, and is about to be one of the
	 * lcpus. Context: any lcpu, interrupts on or off. */
	void (*open)(uint32_t number);

	/** On the lcpu: have plat_lcpu_work() return soon. Context: an
	 * interrupt. */
	void (*tell)(void);

	/** On the lcpu, which does not call plat_lcpu_work() any more: what is
	 * there goes elsewhere. Context: its main stack, interrupts off. */
	void (*leave)(void);
};

/* Atomic. NULL: nobody. */
extern const struct plat_lcpu_tenant *plat_lcpu_tenant;

/**
 * As plat_lcpu_stop(), of all others, for good: what can run nowhere else does
 * not run any more.
 */
PLAT_MUST_CHECK int plat_lcpu_stop_for_good(void);

/** Called by a new lcpu on its own main stack, interrupts off, with the state
 * of lcpu 0's control registers and data of its own. */
PLAT_NORETURN void plat_lcpu_main(void);

/**
 * memory.c: have stacks and data for @nr lcpus more.
 *
 * Returns: 0; -PLAT_ENOMEM: what there is of them is kept.
 */
PLAT_MUST_CHECK int plat_lcpu_reserve(uint32_t nr);

/** Give them to @lcpu, which has none: sets .base, .stack and .shift.
 * Requires: plat_lcpu_reserve(). */
void plat_lcpu_place(struct plat_lcpu *lcpu);

/** On a new lcpu, first of all: its data become zeroes, but for its number. */
void plat_lcpu_clear_data(const struct plat_lcpu_start *start);

/** On an lcpu that leaves: what its data has that is others' goes back, and its
 * address space is the kernel's. */
void plat_lcpu_drop_data(void);

/* What the ISA gives. */

/**
 * Tell @add of each lcpu that the guest can use, in firmware's order.
 *
 * Context: setup.c's stage. Twice.
 */
void plat_arch_lcpus(void (*add)(const struct plat_topology_lcpu *lcpu));

/** Hardware's number of the lcpu that asks. Context: from the irq stage on. */
uint64_t plat_arch_lcpu_hw_id(void);

/** Make plat_lcpu_count() say @nr: the table is made. */
void plat_arch_lcpu_counted(uint32_t nr);

/** How lcpus are started here, unless the frontend says. NULL: not at all. */
const struct plat_lcpu_ops *plat_arch_lcpu_ops(void);

/* What a library with frontends has that go another way than the ISA's gives
 * instead of native.c. */

/** How lcpus are started on this host, unless the frontend's table says. */
const struct plat_lcpu_ops *plat_lcpu_host_ops(void);

#endif /* COMMON_LCPU_LCPU_H */
