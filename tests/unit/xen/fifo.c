/* SPDX-License-Identifier: BSD-3-Clause */
/* Queues whose links Xen writes: one that is followed too far leads out of the
 * array, or round for ever; one that is dropped loses what hangs on it. */
#include "tests/unit/unit.h"

#include "tests/unit/xen/ports.h"

#define PENDING (1u << EVTCHN_FIFO_PENDING)
#define MASKED  (1u << EVTCHN_FIFO_MASKED)
#define LINKED  (1u << EVTCHN_FIFO_LINKED)
#define LINK    (event_word_t)EVTCHN_FIFO_LINK_MASK
#define NR_WORDS 2048u

static event_word_t words[NR_WORDS];
static struct vcpu_info info;
static struct plat_xen_fifo_queues queues;
static uint32_t tails[EVTCHN_FIFO_MAX_QUEUES];

/* As Xen does (evtchn_fifo_set_pending). */
static void raise_at(uint32_t port, unsigned int q)
{
	bool was_linked = words[port] & LINKED;
	bool is_appended;

	words[port] |= PENDING;
	if (words[port] & MASKED || was_linked)
		return;
	words[port] |= LINKED;
	is_appended = tails[q] && tails[q] != port &&
		      words[tails[q]] & LINKED;
	if (is_appended)
		words[tails[q]] = (words[tails[q]] & ~LINK) | port;
	else
		queues.control.head[q] = port;
	tails[q] = port;
	if (!is_appended) {
		queues.control.ready |= 1u << q;
		info.evtchn_upcall_pending = 1;
	}
}

static void raise_port(uint32_t port)
{
	raise_at(port, EVTCHN_FIFO_PRIORITY_DEFAULT);
}

static void have(uint32_t port, enum plat_xen_whose owner)
{
	whose[port] = owner;
	assert_false(plat_xen_fifo.unmask(port));
}

static bool scan(void)
{
	return plat_xen_fifo_scan(&info, &queues);
}

/* The pages remain, as there is no way back. */
static int set_up(void **state)
{
	(void)state;
	memset(&info, 0, sizeof(info));
	memset(&queues, 0, sizeof(queues));
	memset(tails, 0, sizeof(tails));
	forget_ports();
	plat_xen_fifo_prepare(words);
	plat_xen_fifo_prepare(words + PLAT_XEN_FIFO_PER_PAGE);
	while (plat_xen_fifo_nr_words() < NR_WORDS)
		plat_xen_fifo_add(words + plat_xen_fifo_nr_words());
	return 0;
}

static void a_queue_is_served_in_order(void **state)
{
	(void)state;
	for (uint32_t i = 1; i < NR_WORDS; i++)
		have(i, PLAT_XEN_MINE);
	raise_port(2047);
	raise_port(3);
	raise_port(1024);
	raise_port(3);
	assert_false(scan());
	assert_true(SERVED(2047, 3, 1024));
	assert_int_equal(words[3], 0);
	raise_port(3);
	assert_false(scan());
	assert_true(SERVED(2047, 3, 1024, 3));
}

static void the_first_priority_comes_first(void **state)
{
	(void)state;
	have(1, PLAT_XEN_MINE);
	have(2, PLAT_XEN_MINE);
	have(3, PLAT_XEN_MINE);
	raise_at(1, EVTCHN_FIFO_PRIORITY_MIN);
	raise_at(2, EVTCHN_FIFO_PRIORITY_DEFAULT);
	raise_at(3, EVTCHN_FIFO_PRIORITY_MAX);
	assert_false(scan());
	assert_true(SERVED(3, 2, 1));
}

static void masked_waits(void **state)
{
	(void)state;
	have(8, PLAT_XEN_MINE);
	raise_port(8);
	assert_false(plat_xen_fifo.mask(8));
	assert_true(plat_xen_fifo.mask(8));
	assert_false(scan());
	assert_int_equal(nr_noted, 0);
	assert_true(plat_xen_fifo.unmask(8));
	assert_int_equal(words[8], PENDING | MASKED);
}

static void others_and_strays(void **state)
{
	(void)state;
	have(20, PLAT_XEN_OTHERS);
	have(21, PLAT_XEN_NOBODYS);
	have(22, PLAT_XEN_MINE);
	raise_port(20);
	raise_port(21);
	raise_port(22);
	assert_false(scan());
	assert_true(SERVED(22));
	assert_int_equal(words[20], PENDING);
	assert_int_equal(nr_forwarded, 1);
	assert_int_equal(words[21], PENDING | MASKED);
	assert_int_equal(nr_complaints, 1);
}

static void raise_31_once(uint32_t port)
{
	if (port == 30)
		raise_port(31);
}

static void what_comes_meanwhile_is_served(void **state)
{
	(void)state;
	have(30, PLAT_XEN_MINE);
	have(31, PLAT_XEN_MINE);
	meanwhile = raise_31_once;
	raise_port(30);
	assert_false(scan());
	assert_true(SERVED(30, 31));
}

static void links_out_of_the_array_end(void **state)
{
	(void)state;
	have(40, PLAT_XEN_MINE);
	words[40] = PENDING | LINKED | NR_WORDS;
	queues.control.head[0] = 40;
	queues.control.ready = 1;
	assert_false(scan());
	assert_true(SERVED(40));
	assert_int_equal(nr_complaints, 1);
	queues.control.head[0] = UINT32_MAX;
	queues.control.ready = UINT32_MAX;
	assert_false(scan());
	assert_int_equal(nr_complaints, 2);
	assert_int_equal(plat_xen_fifo.mask(UINT32_MAX), true);
	assert_false(plat_xen_fifo.unmask(NR_WORDS));
}

static void link_back(uint32_t port)
{
	words[port] |= LINKED | PENDING | (port ^ 1);
	words[port ^ 1] |= LINKED | PENDING | port;
}

static void a_ring_of_links_ends(void **state)
{
	(void)state;
	have(50, PLAT_XEN_MINE);
	have(51, PLAT_XEN_MINE);
	have(60, PLAT_XEN_MINE);
	link_back(50);
	meanwhile = link_back;
	queues.control.head[3] = 50;
	queues.control.ready = 1u << 3;
	assert_true(scan());
	assert_true(nr_noted <= NR_WORDS);
	/* Others have their turn when it is over. */
	meanwhile = NULL;
	raise_at(60, 5);
	assert_false(scan());
	assert_int_equal(noted[(nr_noted - 1) % NR_NOTED], 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_queue_is_served_in_order, set_up),
		cmocka_unit_test_setup(the_first_priority_comes_first,
				       set_up),
		cmocka_unit_test_setup(masked_waits, set_up),
		cmocka_unit_test_setup(others_and_strays, set_up),
		cmocka_unit_test_setup(what_comes_meanwhile_is_served,
				       set_up),
		cmocka_unit_test_setup(links_out_of_the_array_end, set_up),
		cmocka_unit_test_setup(a_ring_of_links_ends, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
