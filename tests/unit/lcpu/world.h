/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A machine whose CPUs are threads: how each behaves when it is started is the
 * test's choice.
 */
#ifndef TESTS_UNIT_LCPU_WORLD_H
#define TESTS_UNIT_LCPU_WORLD_H

#include "common/lcpu/lcpu.h"

#define WORLD_MAX 80u

enum world_way {
	WORLD_COMES,
	WORLD_NEVER,
	WORLD_LATE,      /* after it has been given up */
	WORLD_TWICE,
	WORLD_WRONG_ID,  /* nobody's */
	WORLD_OTHERS_ID, /* that of lcpu 1 */
	WORLD_REFUSED,   /* start() fails */
	WORLD_DEFECT,    /* set_up() fails */
};

/** Lcpus 0 to nr - 1, with hw_id 10 * number; this thread is lcpu 0. */
void world_begin(uint32_t nr);

/** What lcpu 0 has seen on its clock. Context: any lcpu. */
uint64_t world_clock_ns(void);

/** How lcpu @number will behave. */
void world_set(uint32_t number, enum world_way way);

/** Wait until each that comes has come, or has said why it cannot. */
void world_settle(void);

/** Have those that are late come, and wait for them; stop all; forget. */
void world_end(void);

/** What plat_lcpu_reserve() returns next. */
void world_place_returns(int status);

/** How often begin() and end() were called, and with what the last time. */
extern uint32_t world_nr_begun, world_nr_ended, world_begun_with;
extern bool world_all_came;

#endif /* TESTS_UNIT_LCPU_WORLD_H */
