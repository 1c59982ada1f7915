/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Event channels, 2-level: a bit for each port, and for each 64 of these a bit
 * in the record of each lcpu. xen/include/public/xen.h, struct shared_info.
 */
#include <plat/atomic.h>

#include "common/xen/port.h"

#define WORD_BITS 64u

static struct shared_info *shared;

static uint64_t bit_of(uint32_t port)
{
	return (uint64_t)1 << port % WORD_BITS;
}

static bool mask(uint32_t port)
{
	xen_ulong_t *word = &shared->evtchn_mask[port / WORD_BITS];

	return plat_atomic_or_seq_cst(word, bit_of(port)) & bit_of(port);
}

/* It is unmasked before one looks: what comes afterwards is raised by Xen. */
static bool unmask(uint32_t port)
{
	uint32_t word = port / WORD_BITS;
	uint64_t bit = bit_of(port);

	(void)plat_atomic_and_seq_cst(&shared->evtchn_mask[word], ~bit);
	if (!(plat_atomic_load_seq_cst(&shared->evtchn_pending[word]) & bit))
		return false;
	(void)plat_atomic_or_seq_cst(&shared->evtchn_mask[word], bit);
	return true;
}

const struct plat_xen_event_abi plat_xen_level2 = {
	.nr_ports = EVTCHN_2L_NR_CHANNELS,
	.mask = mask,
	.unmask = unmask,
};

void plat_xen_level2_init(struct shared_info *page)
{
	shared = page;
	for (uint32_t i = 0; i < PLAT_ARRAY_SIZE(page->evtchn_mask); i++)
		plat_atomic_store_relaxed(&page->evtchn_mask[i], UINT64_MAX);
}

static void take(uint32_t port)
{
	enum plat_xen_whose whose = plat_xen_port_whose(port);

	if (whose == PLAT_XEN_NOBODYS) {
		(void)mask(port);
		plat_xen_port_complain("an event on a port that nobody has",
				       port);
	}
	if (whose != PLAT_XEN_MINE)
		return;
	(void)plat_atomic_and_seq_cst(
	    &shared->evtchn_pending[port / WORD_BITS], ~bit_of(port));
	plat_xen_port_serve(port);
}

static void scan_word(uint32_t word)
{
	uint64_t bits =
	    plat_atomic_load_acquire(&shared->evtchn_pending[word]) &
	    ~plat_atomic_load_acquire(&shared->evtchn_mask[word]);

	for (; bits; bits &= bits - 1)
		take(word * WORD_BITS + (uint32_t)__builtin_ctzll(bits));
}

bool plat_xen_level2_scan(struct vcpu_info *info)
{
	for (unsigned int i = 0; i < PLAT_XEN_MOST_ROUNDS; i++) {
		uint64_t words;

		(void)plat_atomic_exchange_seq_cst(
		    &info->evtchn_upcall_pending, (uint8_t)0);
		words = plat_atomic_exchange_seq_cst(
		    &info->evtchn_pending_sel, (xen_ulong_t)0);
		for (; words; words &= words - 1)
			scan_word((uint32_t)__builtin_ctzll(words));
		if (!plat_atomic_load_seq_cst(&info->evtchn_upcall_pending))
			return false;
	}
	return true;
}
