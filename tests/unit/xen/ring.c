/* SPDX-License-Identifier: BSD-3-Clause */
/* Bytes are lost, doubled or mixed up where a ring wraps; or the other end's
 * index leads out of it. */
#include "tests/unit/unit.h"

#include <plat/errno.h>

#include "common/xen/ring.h"

#define SIZE 16u

static struct {
	char bytes[SIZE];
	uint32_t put, taken;
} page;

static struct plat_xen_ring out, in;

static void begin(uint32_t at)
{
	memset(&page, 0, sizeof(page));
	page.put = page.taken = at;
	out = (struct plat_xen_ring){page.bytes, SIZE, &page.put, &page.taken,
				     0};
	in = (struct plat_xen_ring){page.bytes, SIZE, &page.taken, &page.put,
				    0};
	plat_xen_ring_begin(&out);
	plat_xen_ring_begin(&in);
}

static void what_is_put_is_taken(void **state)
{
	char text[64], back[64];

	(void)state;
	for (uint32_t at = UINT32_MAX - 40; at != 40; at++) {
		for (uint32_t size = 1; size <= SIZE; size++) {
			begin(at);
			memset(text, (int)(at + size), sizeof(text));
			text[0] = 'a';
			assert_int_equal(plat_xen_ring_put(&out, text, size),
					 size);
			memset(back, 0, sizeof(back));
			assert_int_equal(plat_xen_ring_get(&in, back, 64),
					 size);
			assert_memory_equal(back, text, size);
			assert_int_equal(back[size], 0);
			assert_int_equal(page.put, page.taken);
		}
	}
}

static void it_takes_what_there_is_room_for(void **state)
{
	static const char text[] = "0123456789abcdefghij";
	char back[8];

	(void)state;
	begin(UINT32_MAX - 3);
	assert_int_equal(plat_xen_ring_put(&out, text, 20), SIZE);
	assert_int_equal(plat_xen_ring_put(&out, text, 20), 0);
	assert_int_equal(plat_xen_ring_get(&in, back, 5), 5);
	assert_int_equal(plat_xen_ring_put(&out, text + SIZE, 4), 4);
	assert_int_equal(plat_xen_ring_get(&in, back, 8), 8);
	assert_memory_equal(back, text + 5, 8);
}

static void indices_that_cannot_be_are_refused(void **state)
{
	char back[64];

	(void)state;
	begin(7);
	page.taken = 8;
	assert_int_equal(plat_xen_ring_put(&out, "x", 1), -PLAT_EPROTO);
	page.taken = 7 - SIZE - 1;
	assert_int_equal(plat_xen_ring_put(&out, "x", 1), -PLAT_EPROTO);
	begin(7);
	page.put = 7 + SIZE + 1;
	assert_int_equal(plat_xen_ring_get(&in, back, 64), -PLAT_EPROTO);
	page.put = 6;
	assert_int_equal(plat_xen_ring_get(&in, back, 64), -PLAT_EPROTO);
}

/* What is ours is known here, whatever is there. */
static void our_own_index_is_not_read_back(void **state)
{
	char back[64];

	(void)state;
	begin(0);
	assert_int_equal(plat_xen_ring_put(&out, "abc", 3), 3);
	page.put = 1000;
	assert_int_equal(plat_xen_ring_put(&out, "def", 3), 3);
	assert_int_equal(page.put, 6);
	assert_int_equal(plat_xen_ring_get(&in, back, 64), 6);
	assert_memory_equal(back, "abcdef", 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_put_is_taken),
		cmocka_unit_test(it_takes_what_there_is_room_for),
		cmocka_unit_test(indices_that_cannot_be_are_refused),
		cmocka_unit_test(our_own_index_is_not_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
