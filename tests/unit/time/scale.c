/* SPDX-License-Identifier: BSD-3-Clause */
/* A scale that is off makes the clock run fast or slow; one that overflows
 * makes it jump. */
#include "tests/unit/unit.h"

#include "common/time/scale.h"

static const uint64_t rates[] = {1,         32768,      1193182,   3579545,
				 14318180,  100000000,  999999999, 1000000000,
				 2399998765, 5000000000};

static void close_to_the_exact_quotient(void **state)
{
	const uint64_t values[] = {0, 1, 999, 123456789, 1ull << 40};

	(void)state;
	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		struct plat_scale s = plat_scale(rates[i], 1000000000);

		for (size_t k = 0; k < 5; k++) {
			unsigned __int128 exact =
			    (unsigned __int128)values[k] * 1000000000 / rates[i];
			uint64_t got = plat_scale_apply(&s, values[k]);

			if (exact > UINT64_MAX)
				continue;
			assert_true(got <= exact);
			assert_true(exact - got <= 1 + (exact >> 30));
		}
	}
}

static void as_by_a_division_of_128_bits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		for (size_t k = 0; k < sizeof(rates) / sizeof(rates[0]); k++) {
			struct plat_scale s = plat_scale(rates[i], rates[k]);
			unsigned __int128 to = rates[k];

			if (rates[k] / rates[i] >> 32)
				continue;
			assert_true(s.multiplier == (to << s.shift) / rates[i]);
			assert_true(s.multiplier < (uint64_t)1 << 63);
			assert_true(s.shift == 63 ||
				    s.multiplier >= (uint64_t)1 << 62);
		}
	}
}

static void whole_multiples_are_exact(void **state)
{
	struct plat_scale one = plat_scale(1000000000, 1000000000);
	struct plat_scale ten = plat_scale(100000000, 1000000000);

	(void)state;
	assert_int_equal(plat_scale_apply(&one, UINT64_MAX), UINT64_MAX);
	assert_int_equal(plat_scale_apply(&ten, 123), 1230);
}

static void never_goes_back(void **state)
{
	struct plat_scale s = plat_scale(3579545, 1000000000);
	uint64_t last = 0;

	(void)state;
	for (uint64_t v = 0; v < 1000000; v++) {
		uint64_t ns = plat_scale_apply(&s, v);

		assert_true(ns >= last);
		last = ns;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(close_to_the_exact_quotient),
		cmocka_unit_test(as_by_a_division_of_128_bits),
		cmocka_unit_test(whole_multiples_are_exact),
		cmocka_unit_test(never_goes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
