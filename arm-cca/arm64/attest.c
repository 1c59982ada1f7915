/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/cca.h>

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/string.h>

#include "arm-cca/arm64/cca.h"

_Static_assert((int)PLAT_CCA_EMPTY == (int)RSI_EMPTY &&
	       (int)PLAT_CCA_RAM == (int)RSI_RAM &&
	       (int)PLAT_CCA_DESTROYED == (int)RSI_DESTROYED &&
	       (int)PLAT_CCA_DEV == (int)RSI_DEV, "DEN 0137, B2.1");

/* Calls in a row that bring nothing, each of which an interrupt may have cut
 * short; and how often a token is begun, where somebody else on this lcpu
 * began another. */
#define NO_PROGRESS_MAX 100000u
#define BEGIN_MAX       4u

bool plat_cca_in_realm(void)
{
	return plat_cca.unprotected != 0;
}

int plat_cca_measurement_read(unsigned int index,
			      struct plat_cca_measurement *measurement)
{
	if (!plat_cca_in_realm())
		return -PLAT_ENOTSUP;
	measurement->size = plat_cca.hash == RSI_SHA_512 ? 64 : 32;
	return plat_rsi_measurement_read(index, measurement->bytes);
}

int plat_cca_measurement_extend(unsigned int index, const void *value,
				size_t size)
{
	if (!plat_cca_in_realm())
		return -PLAT_ENOTSUP;
	return plat_rsi_measurement_extend(index, value, size);
}

int plat_cca_personalisation(uint8_t value[PLAT_CCA_PERSONALISATION_BYTES])
{
	if (!plat_cca_in_realm())
		return -PLAT_ENOTSUP;
	memcpy(value, plat_cca.personalisation,
	       PLAT_CCA_PERSONALISATION_BYTES);
	return 0;
}

int plat_cca_memory_state(struct plat_pa_range range,
			  enum plat_cca_memory *state, uint64_t *size)
{
	enum rsi_ripas ripas;
	int err;

	if (!plat_cca_in_realm())
		return -PLAT_ENOTSUP;
	if (range.size == 0 ||
	    !plat_is_aligned(range.start.v | range.size, PLAT_PAGE_SIZE) ||
	    !plat_range_below(range.start.v, range.size, plat_cca.unprotected))
		return -PLAT_EINVAL;
	err = plat_rsi_get_ripas(range, &ripas, size);
	if (!err)
		*state = (enum plat_cca_memory)ripas;
	return err;
}

/* A token on its way, a page at a time. */
struct token {
	uint8_t *bytes;
	size_t size;   /* so far */
	size_t room;
	plat_pa_t page;
};

/* What the monitor wrote in one call. */
static int take(struct token *t, uint32_t offset, uint64_t nr)
{
	if (nr > t->room - t->size)
		return -PLAT_EPROTO; /* more than it said at first */
	memcpy(t->bytes + t->size,
	       (uint8_t *)plat_direct_map(t->page) + offset, nr);
	t->size += nr;
	return 0;
}

/* To the end of the token. */
static int go_on(struct token *t)
{
	unsigned int nr_idle = 0;
	int err = -PLAT_EAGAIN;

	while (err == -PLAT_EAGAIN && nr_idle < NO_PROGRESS_MAX) {
		uint32_t offset = (uint32_t)(t->size & PLAT_PAGE_MASK);
		uint64_t nr;
		int taken;

		err = plat_rsi_token_continue(t->page, offset, &nr);
		taken = take(t, offset, nr);
		if (taken)
			return taken;
		nr_idle = nr ? 0 : nr_idle + 1;
	}
	return err == -PLAT_EAGAIN ? -PLAT_ETIMEDOUT : err;
}

static int make(struct token *t, const uint8_t *challenge)
{
	int err = -PLAT_ENOENT;

	for (unsigned int i = 0; i < BEGIN_MAX && err == -PLAT_ENOENT; i++) {
		uint64_t bound;

		t->size = 0;
		err = plat_rsi_token_begin(challenge, &bound);
		if (err)
			return err;
		if (bound > t->room) {
			t->size = bound;
			return -PLAT_ERANGE;
		}
		err = go_on(t);
	}
	return err == -PLAT_ENOENT ? -PLAT_EPROTO : err;
}

/* Allocated, it cannot be free already. */
static void give_back(plat_pa_t page)
{
	(void)!plat_frame_free(page, 0);
}

int plat_cca_token(const uint8_t challenge[PLAT_CCA_CHALLENGE_BYTES],
		   uint8_t *token, size_t *size)
{
	struct token t = {.bytes = token, .room = *size};
	int err;

	if (!plat_cca_in_realm())
		return -PLAT_ENOTSUP;
	err = plat_frame_alloc(0, PLAT_FRAME_ANY, &t.page);
	if (err)
		return err;
	err = make(&t, challenge);
	give_back(t.page);
	*size = t.size;
	return err;
}

int plat_cca_host_call(struct plat_cca_host_call *call)
{
	struct rsi_host_call *page;
	plat_pa_t pa;
	int err;

	if (!plat_cca_in_realm())
		return -PLAT_ENOTSUP;
	err = plat_frame_alloc(0, PLAT_FRAME_ANY, &pa);
	if (err)
		return err;
	page = plat_direct_map(pa);
	*page = (struct rsi_host_call){.imm = call->number};
	memcpy(page->gprs, call->values, sizeof(page->gprs));
	err = plat_rsi_host_call(pa);
	memcpy(call->values, page->gprs, sizeof(page->gprs));
	give_back(pa);
	return err;
}
