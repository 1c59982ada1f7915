/* SPDX-License-Identifier: BSD-3-Clause */
/* What one million operations do not meet, a hundred millions may; and the
 * caches' words as they are without a sanitizer. */
#include "tests/unit/memory/frame_model.h"

int plat_frame_set_up(void)
{
	return -PLAT_ENOSYS;
}

/* PLINTH_FRAME_OPERATIONS: another number; see make frames-long. */
static void random_operations_are_as_the_model_says(void **state)
{
	const char *wanted = getenv("PLINTH_FRAME_OPERATIONS");

	(void)state;
	model_run(wanted ? strtoull(wanted, NULL, 0) : 1000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_operations_are_as_the_model_says),
	};

	return cmocka_run_group_tests(tests, NULL, at_end);
}
