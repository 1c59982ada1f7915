/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: an lcpu that begins in another state than the boot lcpu runs its code
 * until the first instruction that minds; one that firmware cannot start, or
 * that is another than was asked for, ends the boot. What is wrong is the
 * argument.
 */
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/lcpu.h>
#include <plat/string.h>

#include "common/arm64/sysreg.h"
#include "common/lcpu/lcpu.h"
#include "tests/guest/tap.h"

#define NR_STATES 24u
#define WRONG_ID  0x77u

/* Registers that are the same on all lcpus. */
static void read_state(uint64_t *state)
{
	*state++ = plat_arm64_read(sctlr_el1);
	*state++ = plat_arm64_read(tcr_el1);
	*state++ = plat_arm64_read(mair_el1);
	*state++ = plat_arm64_read(ttbr0_el1);
	*state++ = plat_arm64_read(ttbr1_el1);
	*state++ = plat_arm64_read(vbar_el1);
	*state++ = plat_arm64_read(cpacr_el1);
	*state++ = plat_arm64_read(cntkctl_el1);
	*state++ = plat_arm64_read(CurrentEL);
	if (plat_arm64_id_field(plat_arm64_read(id_aa64mmfr1_el1),
				ID_AA64MMFR1_PAN))
		*state++ = plat_arm64_read(s3_0_c4_c2_3);
	if (!(plat_arm64_read(sctlr_el1) >> SCTLR_EnIA_BIT & 1))
		return;
	*state++ = plat_arm64_read(APIAKeyLo_EL1);
	*state++ = plat_arm64_read(APIAKeyHi_EL1);
	*state++ = plat_arm64_read(APIBKeyLo_EL1);
	*state++ = plat_arm64_read(APIBKeyHi_EL1);
	*state++ = plat_arm64_read(APDAKeyLo_EL1);
	*state++ = plat_arm64_read(APDAKeyHi_EL1);
	*state++ = plat_arm64_read(APDBKeyLo_EL1);
	*state++ = plat_arm64_read(APDBKeyHi_EL1);
}

static uint64_t states[2][NR_STATES];
static uint64_t spsel, daif;
static uint32_t has_looked; /* atomic */

static bool look(void)
{
	if (plat_atomic_load_relaxed(&has_looked))
		return false;
	read_state(states[1]);
	spsel = plat_arm64_read(spsel);
	daif = plat_arm64_read(daif);
	plat_atomic_store_release(&has_looked, 1u);
	return true;
}

static int test_state(void)
{
	bool same = true;

	read_state(states[0]);
	plat_lcpu_work = look;
	tap_ok(plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1, "lcpu 1 starts");
	while (!plat_atomic_load_acquire(&has_looked))
		plat_cpu_relax();
	for (unsigned int i = 0; i < NR_STATES; i++) {
		if (states[0][i] == states[1][i])
			continue;
		same = false;
		tap_note("register %u: %#lx, not %#lx", i, states[1][i],
			 states[0][i]);
	}
	tap_ok(same, "its registers are those of lcpu 0");
	tap_ok(spsel == 0 &&
		   daif == (plat_arm64_read(daif) | PLAT_ARM64_DAIF_I),
	       "on SP_EL0, with nothing masked but interrupts, and FIQs");
	return tap_done();
}

static void note_cpu(void *arg)
{
	*(uint64_t *)arg = plat_lcpu_self();
}

/* @of: how many come. */
static void expect_left_out(uint32_t number, int of)
{
	uint64_t ran_on = 0;

	tap_ok(plat_lcpu_start(PLAT_LCPUS_OTHERS) == of, "%u come", of);
	tap_ok(plat_lcpu_state(number) == PLAT_LCPU_FAILED,
	       "lcpu %u has failed", number);
	tap_ok(plat_lcpu_run(PLAT_LCPUS_ONE(number), note_cpu, &ran_on) == 0,
	       "and runs nothing");
	tap_ok(plat_lcpu_run(PLAT_LCPUS_OTHERS, note_cpu, &ran_on) == of,
	       "the others do");
}

/* CPU 1 comes; but somebody else was asked for. */
static int test_stranger(void)
{
	plat_lcpu_table.lcpus[1].start.hw_id = WRONG_ID;
	expect_left_out(1, (int)plat_lcpu_count() - 2);
	return tap_done();
}

/* One comes a second time. */
static int test_twice(void)
{
	struct plat_lcpu *lcpu = &plat_lcpu_table.lcpus[1];

	tap_ok(plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1, "lcpu 1 starts");
	tap_ok(plat_lcpu_table.ops->start(&lcpu->id, &lcpu->start) ==
		   -PLAT_EEXIST,
	       "and is not started again");
	tap_ok(!plat_lcpu_stop(PLAT_LCPUS_ONE(1)) &&
		   !plat_lcpu_table.ops->start(&lcpu->id, &lcpu->start),
	       "when it has left, it comes");
	while (!plat_atomic_load_acquire(&plat_lcpu_nr_strangers))
		plat_cpu_relax();
	tap_ok(plat_lcpu_state(1) == PLAT_LCPU_HALTED,
	       "but nobody has asked for it");
	tap_ok(plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1,
	       "and starts, when somebody does");
	return tap_done();
}

/* cpu-ids.dts: the third is not there. */
static int test_missing(void)
{
	expect_left_out(2, 1);
	return tap_done();
}

static int test_nobody(void)
{
	tap_ok(plat_lcpu_start(PLAT_LCPUS_OTHERS) == -PLAT_ENOTSUP,
	       "nothing is started");
	return tap_done();
}

static void fault(void *arg)
{
	(void)arg;
	__asm__ volatile("udf #0");
}

static int test_fault(void)
{
	if (plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1)
		(void)plat_lcpu_run(PLAT_LCPUS_ONE(1), fault, NULL);
	return 1;
}

static void overflow(void *arg)
{
	volatile char room[512];

	room[0] = 1;
	if (room[0])
		overflow(arg);
	room[1] = room[0];
}

static int test_overflow(void)
{
	if (plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1)
		(void)plat_lcpu_run(PLAT_LCPUS_ONE(1), overflow, NULL);
	return 1;
}

int main(int argc, char *argv[])
{
	static const struct {
		const char *name;
		int (*run)(void);
	} all[] = {
		{"state", test_state},   {"stranger", test_stranger},
		{"twice", test_twice},   {"missing", test_missing},
		{"nobody", test_nobody}, {"fault", test_fault},
		{"overflow", test_overflow},
	};

	for (unsigned int i = 0; argc > 1 && i < PLAT_ARRAY_SIZE(all); i++) {
		if (strcmp(argv[1], all[i].name) == 0)
			return all[i].run();
	}
	return 1;
}
