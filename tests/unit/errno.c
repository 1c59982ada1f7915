/* SPDX-License-Identifier: BSD-3-Clause */
/* A status that has no name, or the wrong one, misleads whoever reads it. */
#include "tests/unit/unit.h"

#include <plat/errno.h>

static void every_status_has_its_name(void **state)
{
	(void)state;
	assert_string_equal(plat_errno_name(-PLAT_EINVAL), "EINVAL");
	assert_string_equal(plat_errno_name(-PLAT_ENOMEM), "ENOMEM");
	assert_string_equal(plat_errno_name(-PLAT_ETIMEDOUT), "ETIMEDOUT");
	assert_string_equal(plat_errno_name(-PLAT_EAGAIN), "EAGAIN");
	assert_string_equal(plat_errno_name(-PLAT_EFAULT), "EFAULT");
	assert_string_equal(plat_errno_name(-PLAT_ENOSPC), "ENOSPC");
	for (int status = -PLAT_ENOSPC; status < 0; status++)
		assert_non_null(plat_errno_name(status));
}

static void what_is_no_status_says_so(void **state)
{
	(void)state;
	assert_string_equal(plat_errno_name(0), "E?");
	assert_string_equal(plat_errno_name(PLAT_EINVAL), "E?");
	assert_string_equal(plat_errno_name(-PLAT_ENOSPC - 1), "E?");
	assert_string_equal(plat_errno_name(INT32_MIN), "E?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_status_has_its_name),
		cmocka_unit_test(what_is_no_status_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
