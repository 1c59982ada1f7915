/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What hardware, or a hypervisor, does to start, signal and stop lcpus: part of
 * the frontend contract. Each ISA has its own (INIT and SIPI through the local
 * APIC; PSCI and the GIC); a frontend whose host has a better way names it.
 */
#ifndef PLAT_LCPU_OPS_H
#define PLAT_LCPU_OPS_H

#include <plat/types.h>

struct plat_lcpu_id {
	uint32_t number;
	uint32_t firmware_uid; /* ACPI: processor UID */
	uint64_t hw_id;        /* APIC id, MPIDR affinity, vCPU id */
};

/*
 * What a new lcpu begins with: its entry code loads these, and the state of
 * lcpu 0's control registers, which was recorded. First it looks whether hw_id
 * is its own, and sets is_taken; where that was set already, or no record has
 * its id, it counts in plat_lcpu_nr_strangers and halts for good.
 */
struct plat_lcpu_start {
	uint64_t hw_id;
	uintptr_t base;    /* of its data */
	uintptr_t stack;   /* top of its main stack */
	uintptr_t shift;   /* from each of the boot lcpu's stacks to its own */
	uint32_t is_taken; /* atomic; 0: whoever has this id may come */
};

/* Atomic: the CPUs that came and were not asked for. */
extern uint32_t plat_lcpu_nr_strangers;

struct plat_lcpu_ops {
	/**
	 * Get ready for starts, of which there will be @nr. NULL: nothing to
	 * do.
	 *
	 * Returns: 0, or a negative status: nothing can be started.
	 */
	int (*begin)(uint32_t nr);

	/**
	 * Have the CPU @id begin with @start, which stays where it is until
	 * end(). Does not wait for it.
	 *
	 * Returns: 0; a negative status: this one cannot be started.
	 */
	int (*start)(const struct plat_lcpu_id *id,
		     const struct plat_lcpu_start *start);

	/**
	 * All who were started have come, or failed; who failed may come yet,
	 * and must find what it begins with, for good. NULL: nothing to do.
	 */
	void (*end)(bool all_came);

	/**
	 * On the new lcpu itself: interrupts and timer, as lcpu 0 has them.
	 *
	 * Context: its main stack, interrupts off.
	 * Returns: 0; a negative status: it leaves, as failed.
	 */
	int (*set_up)(void);

	/**
	 * On the new lcpu itself: from now on it is told of invalidations;
	 * what its TLB holds may be out of date. NULL: it is told by hardware,
	 * as soon as it translates.
	 *
	 * Context: its main stack, interrupts off.
	 */
	void (*forget)(void);

	/**
	 * Where signals to lcpu @id go: what signal() needs, made once.
	 *
	 * Context: that lcpu, behind set_up(); of lcpu 0 the time stage.
	 */
	uint64_t (*address)(const struct plat_lcpu_id *id);

	/**
	 * Raise the interrupt that calls plat_lcpu_serve() on the lcpu with
	 * @address. What the caller stored before is seen there.
	 *
	 * Context: any.
	 */
	void (*signal)(uint64_t address);

	/**
	 * The guest dies on another lcpu: have lcpu @id call
	 * plat_crash_begin(), whatever it does; interrupts on, where hardware
	 * cannot do better. NULL: it goes on while the crash is reported.
	 *
	 * Context: any, exception handlers too.
	 */
	void (*crash)(const struct plat_lcpu_id *id);

	/**
	 * On the lcpu that leaves, interrupts off: the interrupts of devices
	 * that come to it come to lcpu 0 from now on; those that are here
	 * already are taken before mask(). NULL: none do.
	 */
	void (*pass_on)(void);

	/**
	 * On the lcpu that leaves, interrupts off: mask them, have no timer
	 * run.
	 */
	void (*mask)(void);

	/**
	 * On the same: stop, for good or until it is started again, which may
	 * be at this moment: its per-lcpu data must not be used any more.
	 */
	PLAT_NORETURN void (*leave)(void);
};

#endif /* PLAT_LCPU_OPS_H */
