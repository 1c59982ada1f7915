/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An lcpu that is not there any more when it is started, or not yet; firmware
 * that refuses. The emulator's PSCI starts every CPU that it has, at once.
 */
#include "tests/unit/unit.h"

#include <plat/acpi.h>
#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/fdt.h>
#include <plat/layout.h>
#include <plat/time.h>

#include "common/arm64/lcpu.h"
#include "common/arm64/gic.h"
#include "common/arm64/machine.h"
#include "common/arm64/timer.h"
#include "common/arm64/traps.h"
#include "common/lcpu/lcpu.h"
#include "common/power/crash.h"
#include "tests/host/support.h"

#define CPU_ON  0xc4000003u
#define CPU_OFF 0x84000002u
#define VERSION 0x84000000u

#define MS 1000000u

static uint64_t x0;            /* what CPU_ON returns */
static unsigned int nr_on;     /* calls of CPU_ON */
static unsigned int nr_still;  /* of those that say ALREADY_ON before */
static uint32_t version;
static struct plat_smccc_regs last;
static uint64_t now_ns;
static unsigned int nr_barriers;
static int gic_status, madt_status, tree_status;
static void (*serve)(void), (*other_serve)(void);
static uint32_t acknowledged, ended, line_served, nr_served;
static char steps[16];         /* in the order in which they came */
static int by_smc;             /* -1: nothing was recorded */

static void step(char what)
{
	size_t n = strlen(steps);

	assert_true(n + 1 < sizeof(steps));
	steps[n] = what;
	steps[n + 1] = '\0';
}

void plat_smccc_hvc(struct plat_smccc_regs *regs)
{
	last = *regs;
	if (regs->x[0] == VERSION) {
		regs->x[0] = version;
	} else if (regs->x[0] == CPU_ON) {
		assert_int_equal(nr_barriers, 1);
		now_ns += MS;
		regs->x[0] = nr_on++ < nr_still ? (uint64_t)-4 : x0;
	}
}

void plat_smccc_smc(struct plat_smccc_regs *regs)
{
	plat_smccc_hvc(regs);
}

uint64_t plat_time_ns(void)
{
	return now_ns;
}

plat_pa_t plat_image_pa(const void *p)
{
	assert_ptr_equal(p, (const void *)(uintptr_t)plat_arm64_lcpu_entry);
	return plat_pa(0x40080000);
}

void plat_arm64_lcpu_entry(void)
{
}

void plat_arm64_lcpu_record(bool smc)
{
	step('r');
	by_smc = smc;
}

void plat_arm64_lcpu_adopt(void)
{
	step('a');
}

void plat_arm64_lcpu_park(void)
{
	abort();
}

void plat_arm64_timer_up(void)
{
	step('t');
}

void plat_arm64_timer_off(void)
{
	step('o');
}

int plat_arm64_irq_share(void (*v2)(void), void (*v3)(void), uint32_t sgi,
			 uint32_t nr)
{
	assert_int_equal(sgi, 0);
	assert_int_equal(nr, 4);
	step('i');
	serve = v2;
	other_serve = v3;
	return gic_status;
}

int plat_gic_join(uint32_t number)
{
	assert_int_equal(number, 3);
	step('j');
	return gic_status;
}

void plat_gic_leave(void)
{
	step('l');
}

void plat_gic_send(uint32_t intid, uint32_t number, uint64_t affinity)
{
	assert_int_equal(intid, 0);
	assert_int_equal(number, 5);
	assert_int_equal(affinity, 0x8100000102);
	step('s');
}

void plat_gic_sysreg_barrier(void)
{
	nr_barriers++;
}

uint32_t plat_gic_sysreg_acknowledge(void)
{
	return acknowledged;
}

void plat_gic_sysreg_end(uint32_t value)
{
	assert_int_equal(nr_served, 2);
	ended = value;
}

uint32_t plat_gic_acknowledge(void)
{
	return acknowledged;
}

uint32_t plat_gic_intid(uint32_t value)
{
	return value & 0x3ff;
}

void plat_gic_end(uint32_t value)
{
	assert_int_equal(nr_served, 1);
	ended = value;
}

void (*plat_arm64_serve)(void);

void plat_arm64_stop(void)
{
}

const struct plat_arm64_frame *
plat_arm64_interrupted(const uint64_t x19_to_x28[10])
{
	(void)x19_to_x28;
	abort();
}

void plat_crash_begin(const void *frame)
{
	(void)frame;
	abort();
}

void plat_arm64_serve_line(uint32_t value)
{
	line_served = value;
}

uint32_t plat_lcpu_count(void)
{
	return 4;
}

uint64_t plat_arm64_affinity(void)
{
	return 0x8100000102;
}

PLAT_LCPU_DATA uint32_t plat_lcpu_number;

void plat_lcpu_serve(void)
{
	nr_served++;
}

struct plat_arm64_machine plat_arm64_machine;

static struct plat_bootinfo bi;

const struct plat_bootinfo *plat_bootinfo(void)
{
	return &bi;
}

static void tell(const struct plat_topology_sink *sink, void *ctx,
		 uint64_t hw_id, uint32_t flags)
{
	struct plat_topology_lcpu lcpu = {hw_id, 7, flags};

	sink->lcpu(ctx, &lcpu);
}

int plat_acpi_madt(const struct plat_topology_sink *sink, void *ctx)
{
	if (!madt_status) {
		tell(sink, ctx, 0x100, PLAT_LCPU_ENABLED);
		tell(sink, ctx, 0x101, PLAT_LCPU_HOTPLUG);
	}
	return madt_status;
}

int plat_fdt_lcpus(struct plat_pa_range tree,
		   const struct plat_topology_sink *sink, void *ctx)
{
	assert_int_equal(tree.start.v, 0x48000000);
	assert_int_equal(tree.size, 0x1000);
	if (!tree_status) {
		tell(sink, ctx, 0x200, PLAT_LCPU_PSCI);
		tell(sink, ctx, 0x201, PLAT_LCPU_ENABLED | PLAT_LCPU_PSCI);
	}
	return tree_status;
}

static const struct plat_lcpu_id id = {5, 6, 0x8100000102};
static const struct plat_lcpu_start start;
static const struct plat_lcpu_ops *ops;

static int setup(void **state)
{
	(void)state;
	gic_status = 0;
	ops = plat_arch_lcpu_ops();
	nr_on = nr_still = nr_barriers = nr_served = 0;
	x0 = 0;
	now_ns = 1;
	version = 0x10001;
	madt_status = tree_status = 0;
	by_smc = -1;
	steps[0] = '\0';
	bi.devicetree = (struct plat_pa_range){plat_pa(0x48000000), 0x1000};
	plat_arm64_machine = (struct plat_arm64_machine){
	    .conduit = plat_smccc_hvc, .nr_lcpus = 1};
	host_log_reset();
	return 0;
}

static void it_begins_with_psci(void **state)
{
	(void)state;
	assert_int_equal(ops->begin(3), 0);
	assert_string_equal(steps, "tr");
	assert_int_equal(by_smc, 0);
	plat_arm64_machine.conduit = plat_smccc_smc;
	assert_int_equal(ops->begin(3), 0);
	assert_int_equal(by_smc, 1);
}

static void without_psci_nothing_starts(void **state)
{
	(void)state;
	version = 0xffffffff;
	assert_int_equal(ops->begin(1), -PLAT_ENOTSUP);
	assert_true(host_log_has("no PSCI that is 0.2"));
	plat_arm64_machine.conduit = NULL;
	assert_int_equal(ops->begin(1), -PLAT_ENOTSUP);
	assert_string_equal(steps, "");
}

static void without_a_gic_there_is_no_way(void **state)
{
	(void)state;
	gic_status = -PLAT_ENOTSUP;
	assert_null(plat_arch_lcpu_ops());
}

static void firmware_is_told_who_and_where(void **state)
{
	(void)state;
	assert_int_equal(ops->start(&id, &start), 0);
	assert_true(last.x[0] == CPU_ON && last.x[1] == 0x8100000102 &&
		    last.x[2] == 0x40080000 &&
		    last.x[3] == (uintptr_t)&start);
	assert_int_equal(nr_on, 1);
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 0);
}

static void each_refusal_has_a_message(void **state)
{
	static const struct {
		int code, status;
		const char *message;
	} cases[] = {
		{-1, -PLAT_ENOTSUP, "NOT_SUPPORTED (-1): it cannot start CPUs"},
		{-2, -PLAT_EINVAL,
		 "INVALID_PARAMETERS (-2): there is no such CPU"},
		{-3, -PLAT_ENOTSUP, "DENIED (-3): that is not allowed"},
		{-4, -PLAT_EEXIST, "ALREADY_ON (-4): it runs already"},
		{-5, -PLAT_EBUSY, "ON_PENDING (-5): somebody else has started"},
		{-6, -PLAT_EPROTO,
		 "INTERNAL_FAILURE (-6): the CPU does not come up"},
		{-7, -PLAT_ENOENT, "NOT_PRESENT (-7): it is not there now"},
		{-8, -PLAT_ENOENT, "DISABLED (-8): it is switched off"},
		{-9, -PLAT_ERANGE, "INVALID_ADDRESS (-9): it cannot begin in"},
		{-10, -PLAT_EPROTO, "? (-10): no code of PSCI's"},
		{2, -PLAT_EPROTO, "? (2): no code of PSCI's"},
	};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(cases); i++) {
		setup(NULL);
		x0 = (uint32_t)cases[i].code;
		assert_int_equal(ops->start(&id, &start), cases[i].status);
		assert_true(host_log_has("lcpu 5 (CPU 0x8100000102) cannot be "
					 "started: firmware says "));
		assert_true(host_log_has(cases[i].message));
	}
}

static void one_that_is_not_off_yet_is_waited_for(void **state)
{
	(void)state;
	nr_still = 5;
	assert_int_equal(ops->start(&id, &start), 0);
	assert_int_equal(nr_on, 6);
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 0);
}

static void but_not_for_ever(void **state)
{
	(void)state;
	nr_still = UINT32_MAX;
	assert_int_equal(ops->start(&id, &start), -PLAT_EEXIST);
	assert_true(now_ns < 20 * MS);
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 1);
}

static void the_new_one_sets_itself_up(void **state)
{
	(void)state;
	plat_lcpu_number = 3;
	assert_int_equal(ops->set_up(), 0);
	assert_string_equal(steps, "aj");
	gic_status = -PLAT_ENOENT;
	assert_int_equal(ops->set_up(), -PLAT_ENOENT);
}

static void what_leaves_is_silent(void **state)
{
	(void)state;
	ops->mask();
	assert_string_equal(steps, "ol");
}

static void a_signal_is_an_sgi(void **state)
{
	(void)state;
	ops->signal(&id);
	assert_string_equal(steps, "s");
	acknowledged = 2 << 10; /* SGI 0, sent by interface 2 */
	line_served = UINT32_MAX;
	serve();
	assert_int_equal(nr_served, 1);
	assert_int_equal(ended, 2 << 10);
	acknowledged = 0;
	other_serve();
	assert_int_equal(nr_served, 2);
	assert_int_equal(ended, 0);
	assert_int_equal(line_served, UINT32_MAX);
}

/* What comes next does not look for what it is. */
static void one_that_crashes_stops_the_others(void **state)
{
	(void)state;
	ops->crash(&id);
	assert_string_equal(steps, "s");
	assert_ptr_equal(plat_arm64_serve, plat_arm64_stop);
}

static void other_interrupts_are_lines(void **state)
{
	(void)state;
	acknowledged = 33;
	serve();
	assert_int_equal(line_served, 33);
	acknowledged = 2 << 10; /* of version 3: no SGI */
	other_serve();
	assert_int_equal(line_served, 2 << 10);
	assert_int_equal(nr_served, 0);
}

static uint64_t told[4];
static unsigned int nr_told;

static void add(const struct plat_topology_lcpu *lcpu)
{
	told[nr_told++] = lcpu->hw_id;
	assert_int_equal(lcpu->firmware_uid, 7);
}

static void firmware_tells_of_those_it_can_start(void **state)
{
	(void)state;
	nr_told = 0;
	plat_arch_lcpus(add);
	assert_int_equal(nr_told, 1);
	assert_int_equal(told[0], 0x100);
	madt_status = -PLAT_ENOENT;
	plat_arch_lcpus(add);
	assert_int_equal(nr_told, 2);
	assert_int_equal(told[1], 0x201);
	tree_status = -PLAT_ENOENT;
	plat_arch_lcpus(add);
	assert_int_equal(nr_told, 2);
	plat_arch_lcpu_counted(9);
	assert_int_equal(plat_arm64_machine.nr_lcpus, 9);
	assert_int_equal(plat_arch_lcpu_hw_id(), 0x8100000102);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_begins_with_psci),
		TEST(without_psci_nothing_starts),
		TEST(without_a_gic_there_is_no_way),
		TEST(firmware_is_told_who_and_where),
		TEST(each_refusal_has_a_message),
		TEST(one_that_is_not_off_yet_is_waited_for),
		TEST(but_not_for_ever),
		TEST(the_new_one_sets_itself_up),
		TEST(what_leaves_is_silent),
		TEST(a_signal_is_an_sgi),
		TEST(one_that_crashes_stops_the_others),
		TEST(other_interrupts_are_lines),
		TEST(firmware_tells_of_those_it_can_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
