/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Event channels against a Xen that writes what it likes, also while an event
 * is served: both ABIs. The input is a sequence of steps of 8 bytes:
 *
 *   u8 what; u8 place; u16 port; u32 value (little endian)
 *
 * What with bit 6 is done again each time that a port is served and no step is
 * left.
 */
#include "tests/fuzz/fuzz.h"

#include <plat/atomic.h>

#include "common/xen/port.h"

#define NR_PAGES 3u
#define NR_WORDS (NR_PAGES * (uint32_t)PLAT_XEN_FIFO_PER_PAGE)
#define STEP     8u

static struct shared_info shared;
static struct vcpu_info info;
static struct plat_xen_fifo_queues queues;
static event_word_t words[NR_WORDS];

static const uint8_t *script;
static size_t left;
static uint64_t nr_served, most;

static uint32_t whose_seed;

enum plat_xen_whose plat_xen_port_whose(uint32_t port)
{
	FUZZ_CHECK(port < EVTCHN_FIFO_NR_CHANNELS);
	return (enum plat_xen_whose)((port ^ whose_seed) % 3);
}

void plat_xen_port_complain(const char *what, uint32_t number)
{
	(void)what;
	(void)number;
}

void plat_xen_port_forward(uint32_t port)
{
	FUZZ_CHECK(port < NR_WORDS);
}

struct step {
	uint8_t what, place;
	uint16_t port;
	uint32_t value;
};

static struct step again;

static bool next(struct step *step)
{
	if (left < STEP)
		return false;
	step->what = script[0];
	step->place = script[1];
	memcpy(&step->port, script + 2, 2);
	memcpy(&step->value, script + 4, 4);
	script += STEP;
	left -= STEP;
	return true;
}

/* What Xen writes. */
static void write_one(const struct step *step)
{
	uint64_t wide = (uint64_t)step->value << step->place % 33;

	switch (step->what % 8) {
	case 0:
		shared.evtchn_pending[step->port % 64] |= wide;
		break;
	case 1:
		shared.evtchn_mask[step->port % 64] &= wide;
		break;
	case 2:
		info.evtchn_pending_sel |= wide;
		shared.evtchn_pending[step->port % 64] |= wide;
		info.evtchn_upcall_pending = step->place;
		break;
	case 3:
		words[step->port % NR_WORDS] = step->value;
		break;
	case 4:
		queues.control.ready = step->value;
		info.evtchn_upcall_pending = step->place;
		break;
	case 5:
		queues.control.head[step->place % EVTCHN_FIFO_MAX_QUEUES] =
		    step->value;
		break;
	case 6:
		(void)plat_xen_level2.mask(step->port %
					   plat_xen_level2.nr_ports);
		(void)plat_xen_fifo.mask(step->value);
		break;
	default:
		(void)plat_xen_level2.unmask(step->port %
					     plat_xen_level2.nr_ports);
		(void)plat_xen_fifo.unmask(step->value % (2 * NR_WORDS));
	}
}

void plat_xen_port_serve(uint32_t port)
{
	struct step step;

	FUZZ_CHECK(++nr_served <= most);
	if (port % 4 == 0 && next(&step))
		write_one(&step);
	else if (again.what & 0x40)
		write_one(&again);
}

/* A scan is bounded whatever it finds. */
static void scan(void)
{
	nr_served = 0;
	most = (uint64_t)PLAT_XEN_MOST_ROUNDS * plat_xen_level2.nr_ports;
	(void)plat_xen_level2_scan(&info);
	nr_served = 0;
	most = NR_WORDS + EVTCHN_FIFO_MAX_QUEUES * PLAT_XEN_MOST_ROUNDS;
	(void)plat_xen_fifo_scan(&info, &queues);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct step step;

	if (size < 1)
		return 0;
	whose_seed = data[0];
	script = data + 1;
	left = size - 1;
	memset(&again, 0, sizeof(again));
	memset(&info, 0, sizeof(info));
	memset(&queues, 0, sizeof(queues));
	memset(&shared, 0, sizeof(shared));
	plat_xen_level2_init(&shared);
	for (uint32_t i = 0; i < NR_PAGES; i++)
		plat_xen_fifo_prepare(words + i * PLAT_XEN_FIFO_PER_PAGE);
	while (plat_xen_fifo_nr_words() < NR_WORDS)
		plat_xen_fifo_add(words + plat_xen_fifo_nr_words());
	while (next(&step)) {
		write_one(&step);
		again = step;
		if (step.what & 0x80)
			scan();
	}
	scan();
	return 0;
}
