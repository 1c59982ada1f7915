/* SPDX-License-Identifier: BSD-3-Clause */
/* Bits that Xen sets at any moment: one that is overlooked is an event lost;
 * one that is believed too far, a walk without an end. */
#include "tests/unit/unit.h"

#include "tests/unit/xen/ports.h"

static struct shared_info shared;
static struct vcpu_info info;

/* As Xen does. */
static void raise_port(uint32_t port)
{
	uint64_t bit = UINT64_C(1) << port % 64;

	if (shared.evtchn_pending[port / 64] & bit)
		return;
	shared.evtchn_pending[port / 64] |= bit;
	if (shared.evtchn_mask[port / 64] & bit)
		return;
	info.evtchn_pending_sel |= UINT64_C(1) << port / 64;
	info.evtchn_upcall_pending = 1;
}

static bool is_pending(uint32_t port)
{
	return shared.evtchn_pending[port / 64] >> port % 64 & 1;
}

static void have(uint32_t port, enum plat_xen_whose owner)
{
	whose[port] = owner;
	assert_false(plat_xen_level2.unmask(port));
}

static int set_up(void **state)
{
	(void)state;
	memset(&shared, 0, sizeof(shared));
	memset(&info, 0, sizeof(info));
	forget_ports();
	plat_xen_level2_init(&shared);
	return 0;
}

static void what_is_raised_is_served_once(void **state)
{
	(void)state;
	have(0, PLAT_XEN_MINE);
	have(63, PLAT_XEN_MINE);
	have(4095, PLAT_XEN_MINE);
	raise_port(4095);
	raise_port(0);
	raise_port(63);
	assert_false(plat_xen_level2_scan(&info));
	assert_true(SERVED(0, 63, 4095));
	assert_false(is_pending(0) || is_pending(63) || is_pending(4095));
	assert_false(plat_xen_level2_scan(&info));
	assert_int_equal(nr_noted, 3);
}

static void others_are_left_to_them(void **state)
{
	(void)state;
	have(5, PLAT_XEN_OTHERS);
	have(6, PLAT_XEN_MINE);
	raise_port(5);
	raise_port(6);
	assert_false(plat_xen_level2_scan(&info));
	assert_true(SERVED(6));
	assert_true(is_pending(5));
	assert_int_equal(nr_forwarded, 0);
}

static void masked_waits(void **state)
{
	(void)state;
	have(9, PLAT_XEN_MINE);
	assert_false(plat_xen_level2.mask(9));
	assert_true(plat_xen_level2.mask(9));
	raise_port(9);
	assert_false(plat_xen_level2_scan(&info));
	assert_int_equal(nr_noted, 0);
	/* Xen unmasks what is pending, and raises it. */
	assert_true(plat_xen_level2.unmask(9));
	assert_true(shared.evtchn_mask[0] >> 9 & 1);
}

static void strays_are_masked(void **state)
{
	(void)state;
	have(100, PLAT_XEN_NOBODYS);
	raise_port(100);
	assert_false(plat_xen_level2_scan(&info));
	assert_int_equal(nr_complaints, 1);
	info.evtchn_pending_sel = UINT64_MAX;
	assert_false(plat_xen_level2_scan(&info));
	assert_int_equal(nr_complaints, 1);
}

static void raise_12_once(uint32_t port)
{
	if (port == 11)
		raise_port(12);
}

static void what_comes_meanwhile_is_served(void **state)
{
	(void)state;
	have(11, PLAT_XEN_MINE);
	have(12, PLAT_XEN_MINE);
	meanwhile = raise_12_once;
	raise_port(11);
	assert_false(plat_xen_level2_scan(&info));
	assert_true(SERVED(11, 12));
}

static void raise_always(uint32_t port)
{
	raise_port(port);
}

static void one_that_comes_always_ends(void **state)
{
	(void)state;
	have(7, PLAT_XEN_MINE);
	meanwhile = raise_always;
	raise_port(7);
	assert_true(plat_xen_level2_scan(&info));
	assert_int_equal(nr_noted, PLAT_XEN_MOST_ROUNDS);
	/* Others asked again are not lost. */
	meanwhile = NULL;
	assert_false(plat_xen_level2_scan(&info));
	assert_int_equal(nr_noted, PLAT_XEN_MOST_ROUNDS + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_is_raised_is_served_once, set_up),
		cmocka_unit_test_setup(others_are_left_to_them, set_up),
		cmocka_unit_test_setup(masked_waits, set_up),
		cmocka_unit_test_setup(strays_are_masked, set_up),
		cmocka_unit_test_setup(what_comes_meanwhile_is_served,
				       set_up),
		cmocka_unit_test_setup(one_that_comes_always_ends, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
