/* SPDX-License-Identifier: BSD-3-Clause */
/* The emulator that guests are tested on has neither SMCCC 1.1 nor an entropy
 * source; and a call that nobody serves must not end the guest. */
#include "tests/unit/unit.h"

#include <plat/errno.h>
#include <plat/power.h>
#include <plat/smccc.h>

#include "common/arm64/machine.h"
#include "common/arm64/psci.h"
#include "tests/host/support.h"

extern const struct plat_power plat_power_psci;

#define NONE UINT64_MAX /* NOT_SUPPORTED */

/* What answers: function ids, and what is in x0 to x3 then. */
struct answer {
	uint32_t function;
	uint64_t x[4];
};

static struct answer answers[16];
static unsigned int nr_answers, nr_calls, nr_smc;
static struct plat_smccc_regs last;
static unsigned int nr_no_entropy; /* so often TRNG_RND64 has none */

static void answer(uint32_t function, uint64_t x0)
{
	answers[nr_answers++] = (struct answer){function, {x0}};
}

void plat_smccc_hvc(struct plat_smccc_regs *regs)
{
	struct answer none = {0, {NONE}};
	const struct answer *a = &none;

	nr_calls++;
	last = *regs;
	for (unsigned int i = 0; i < nr_answers; i++) {
		if (answers[i].function == regs->x[0])
			a = &answers[i];
	}
	for (unsigned int i = 0; i < 4; i++)
		regs->x[i] = a->x[i];
	if (a->function == 0xc4000053 && nr_no_entropy) {
		nr_no_entropy--;
		regs->x[0] = (uint64_t)-3;
	}
}

void plat_smccc_smc(struct plat_smccc_regs *regs)
{
	nr_smc++;
	plat_smccc_hvc(regs);
}

static int setup(void **state)
{
	(void)state;
	nr_answers = nr_calls = nr_smc = nr_no_entropy = 0;
	memset(answers, 0, sizeof(answers));
	plat_arm64_machine = (struct plat_arm64_machine){
	    .conduit = plat_smccc_hvc, .nr_lcpus = 1};
	host_log_reset();
	return 0;
}

/* A PSCI that knows PSCI_FEATURES, and SMCCC_VERSION. */
static void put_smccc(uint32_t version)
{
	answer(0x84000000, PSCI_1_1);
	answer(0x8400000a, 0);
	answer(0x80000000, version);
}

static void without_a_conduit_nothing_is_called(void **state)
{
	struct plat_smccc_regs regs = {{0x84000000, 2}};
	uint64_t words[PLAT_SMCCC_RANDOM_WORDS] = {0x5a};

	(void)state;
	plat_arm64_machine.conduit = NULL;
	assert_int_equal(plat_smccc_call(&regs), -PLAT_ENOTSUP);
	assert_int_equal(regs.x[0], 0x84000000);
	assert_int_equal(regs.x[1], 2);
	assert_int_equal(plat_smccc_version(), 0);
	assert_int_equal(plat_smccc_arch_features(0x80008000), -PLAT_ENOTSUP);
	assert_int_equal(plat_smccc_random(words), -PLAT_ENOTSUP);
	assert_int_equal(words[0], 0x5a);
	assert_int_equal(plat_psci_version(), 0);
	assert_int_equal(plat_psci_features(0x84000008), -PLAT_ENOTSUP);
	assert_int_equal(plat_psci_cpu_on(1, plat_pa(0), 0), -PLAT_ENOTSUP);
	assert_int_equal(nr_calls, 0);
}

static void the_conduit_is_firmwares(void **state)
{
	(void)state;
	answer(0x84000000, PSCI_1_1);
	assert_int_equal(plat_psci_version(), PSCI_1_1);
	assert_int_equal(nr_smc, 0);
	plat_arm64_machine.conduit = plat_smccc_smc;
	assert_int_equal(plat_psci_version(), PSCI_1_1);
	assert_int_equal(nr_smc, 1);
}

static void a_psci_that_does_not_answer_is_none(void **state)
{
	(void)state;
	assert_int_equal(plat_psci_version(), 0);
	answer(0x84000000, 1); /* 0.1 has no such function */
	assert_int_equal(plat_psci_version(), 0);
	answer(0x84000000, 0xffffffff); /* -1 in 32 bits */
	assert_int_equal(plat_psci_version(), 0);
	answer(0x84000000, PSCI_0_2);
	assert_int_equal(plat_psci_version(), PSCI_0_2);
}

static void features_are_asked_of_1_0_only(void **state)
{
	(void)state;
	answer(0x84000000, PSCI_0_2);
	answer(0x8400000a, 0);
	assert_int_equal(plat_psci_features(0x84000008), -PLAT_ENOTSUP);
	assert_int_equal(last.x[0], 0x84000000);
	answer(0x84000000, PSCI_1_0);
	assert_int_equal(plat_psci_features(0x84000008), 0);
	assert_int_equal(last.x[1], 0x84000008);
	answer(0x8400000a, 0xffffffff);
	assert_int_equal(plat_psci_features(0x84000008), -PLAT_ENOTSUP);
}

static void codes_have_names_and_meanings(void **state)
{
	static const struct {
		int code, status;
		const char *name;
	} codes[] = {
		{0, 0, "SUCCESS"},
		{-1, -PLAT_ENOTSUP, "NOT_SUPPORTED"},
		{-2, -PLAT_EINVAL, "INVALID_PARAMETERS"},
		{-3, -PLAT_ENOTSUP, "DENIED"},
		{-4, -PLAT_EEXIST, "ALREADY_ON"},
		{-5, -PLAT_EBUSY, "ON_PENDING"},
		{-6, -PLAT_EPROTO, "INTERNAL_FAILURE"},
		{-7, -PLAT_ENOENT, "NOT_PRESENT"},
		{-8, -PLAT_ENOENT, "DISABLED"},
		{-9, -PLAT_ERANGE, "INVALID_ADDRESS"},
		{-10, -PLAT_EPROTO, "?"},
		{1, -PLAT_EPROTO, "?"},
	};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(codes); i++) {
		uint64_t by_sign = (uint64_t)(int64_t)codes[i].code;
		uint64_t by_zeros = (uint32_t)codes[i].code;

		assert_int_equal(plat_psci_status(by_sign), codes[i].status);
		assert_int_equal(plat_psci_status(by_zeros), codes[i].status);
		assert_string_equal(plat_psci_error_name(by_sign),
				    codes[i].name);
		assert_string_equal(plat_psci_error_name(by_zeros),
				    codes[i].name);
	}
}

static void cpu_on_passes_64_bits(void **state)
{
	(void)state;
	answer(0xc4000003, 0);
	assert_int_equal(plat_psci_cpu_on(0x8100000100, plat_pa(1ull << 47),
					  0xfedcba9876543210), 0);
	assert_true(last.x[1] == 0x8100000100 && last.x[2] == 1ull << 47 &&
		    last.x[3] == 0xfedcba9876543210);
	answer(0xc4000003, (uint64_t)-4);
	assert_int_equal(plat_psci_cpu_on(0, plat_pa(0), 0), -PLAT_EEXIST);
}

static void smccc_is_1_0_unless_psci_knows_better(void **state)
{
	(void)state;
	answer(0x84000000, PSCI_0_2);
	answer(0x80000000, PLAT_SMCCC_1_2);
	assert_int_equal(plat_smccc_version(), PLAT_SMCCC_1_0);
	answer(0x84000000, PSCI_1_0);
	assert_int_equal(plat_smccc_version(), PLAT_SMCCC_1_0);
	answer(0x8400000a, 0);
	assert_int_equal(plat_smccc_version(), PLAT_SMCCC_1_2);
	answer(0x80000000, NONE);
	assert_int_equal(plat_smccc_version(), PLAT_SMCCC_1_0);
}

static void architecture_services_are_asked_for(void **state)
{
	(void)state;
	put_smccc(PLAT_SMCCC_1_0);
	answer(0x80000001, 1);
	assert_int_equal(plat_smccc_arch_features(0x80008000), -PLAT_ENOTSUP);
	answer(0x80000000, PLAT_SMCCC_1_1);
	assert_int_equal(plat_smccc_arch_features(0x80008000), 1);
	assert_int_equal(last.x[1], 0x80008000);
	answer(0x80000001, 0xffffffff);
	assert_int_equal(plat_smccc_arch_features(0x80008000), -PLAT_ENOTSUP);
}

static void put_trng(uint32_t version)
{
	put_smccc(version);
	answers[nr_answers++] = (struct answer){0xc4000053, {0, 11, 12, 13}};
}

static void entropy_is_three_words(void **state)
{
	uint64_t words[PLAT_SMCCC_RANDOM_WORDS];

	(void)state;
	put_trng(PLAT_SMCCC_1_1);
	assert_int_equal(plat_smccc_random(words), 0);
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(words); i++)
		assert_int_equal(words[i], 11 + i);
	assert_int_equal(last.x[1], 192); /* bits */
}

static void entropy_may_take_a_while(void **state)
{
	uint64_t words[PLAT_SMCCC_RANDOM_WORDS] = {0};

	(void)state;
	put_trng(PLAT_SMCCC_1_1);
	nr_no_entropy = 3;
	assert_int_equal(plat_smccc_random(words), 0);
	nr_no_entropy = 1000000;
	assert_int_equal(plat_smccc_random(words), -PLAT_EAGAIN);
	assert_true(nr_calls < 1000);
}

static void who_has_no_entropy_is_not_believed(void **state)
{
	uint64_t words[PLAT_SMCCC_RANDOM_WORDS] = {0x5a};

	(void)state;
	put_trng(PLAT_SMCCC_1_0); /* what is not known may do anything */
	assert_int_equal(plat_smccc_random(words), -PLAT_ENOTSUP);
	nr_answers = 0;
	put_trng(PLAT_SMCCC_1_1);
	answer(0xc4000053, (uint64_t)-2);
	assert_int_equal(plat_smccc_random(words), -PLAT_ENOTSUP);
	nr_answers = 0;
	put_smccc(PLAT_SMCCC_1_1);
	assert_int_equal(plat_smccc_random(words), -PLAT_ENOTSUP);
	assert_int_equal(words[0], 0x5a);
}

static void what_does_not_end_the_machine_says_why(void **state)
{
	(void)state;
	plat_power_psci.off(0);
	assert_true(host_log_has("no way to power off: PSCI says "
				 "NOT_SUPPORTED (-1)"));
	answer(0x84000009, (uint64_t)-6);
	plat_power_psci.reboot();
	assert_true(host_log_has("no way to reboot: PSCI says "
				 "INTERNAL_FAILURE (-6)"));
	assert_int_equal(last.x[0], 0x84000000);
	plat_arm64_machine.conduit = NULL;
	host_log_reset();
	plat_power_psci.off(0);
	assert_true(host_log_has("no way to power off: firmware describes no "
				 "PSCI"));
}

static void a_warm_reset_is_the_second_choice(void **state)
{
	(void)state;
	answer(0x84000000, PSCI_1_1);
	answer(0x8400000a, 0);
	plat_power_psci.reboot();
	assert_int_equal(last.x[0], 0xc4000012);
	assert_int_equal(last.x[1], 0);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_conduit_nothing_is_called),
		TEST(the_conduit_is_firmwares),
		TEST(a_psci_that_does_not_answer_is_none),
		TEST(features_are_asked_of_1_0_only),
		TEST(codes_have_names_and_meanings),
		TEST(cpu_on_passes_64_bits),
		TEST(smccc_is_1_0_unless_psci_knows_better),
		TEST(architecture_services_are_asked_for),
		TEST(entropy_is_three_words),
		TEST(entropy_may_take_a_while),
		TEST(who_has_no_entropy_is_not_believed),
		TEST(what_does_not_end_the_machine_says_why),
		TEST(a_warm_reset_is_the_second_choice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
