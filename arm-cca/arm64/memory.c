/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whose memory is whose. A granule's state is asked of the monitor, not of the
 * host; DEN 0137, B2.1 (realm IPA state).
 */
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/power.h>

#include "arm-cca/arm64/cca.h"

PLAT_NORETURN static void refuse(struct plat_pa_range range, uint64_t done,
				 int err)
{
	const char *why = err == -PLAT_EPERM ? "the host refuses"
			  : err == -PLAT_EFAULT
				  ? "the host has taken it away (DESTROYED)"
			  : err == -PLAT_EINVAL ? "the realm has no such memory"
						: "the monitor's answer makes "
						  "no sense";

	plat_panic("realm: memory at %#lx cannot be used: %s",
		   range.start.v + done, why);
}

static void accept(const struct plat_mrd *mrd)
{
	struct plat_pa_range range = {mrd->start, mrd->size};
	uint64_t done;
	int err;

	if (!plat_range_below(range.start.v, range.size, plat_cca.unprotected))
		plat_panic("realm: %#lx bytes of memory at %#lx: the host sees "
			   "what is at %#lx or above", range.size,
			   range.start.v, plat_cca.unprotected);
	err = plat_rsi_set_ripas(range, RSI_RAM, false, &done);
	if (err)
		refuse(range, done, err);
}

void plat_cca_accept(const struct plat_mrd_list *list)
{
	const struct plat_mrd *end = list->mrds + list->nr_mrds;

	for (const struct plat_mrd *mrd = list->mrds; mrd < end; mrd++) {
		if (PLAT_MRD_DIRECT >> mrd->type & 1)
			accept(mrd);
	}
}

/* What all of @range is: the host's, or that of a device that the realm trusts.
 * The realm's own memory is no device's: who says so wants it changed. */
static int ask(struct plat_pa_range range, enum rsi_ripas *what)
{
	uint64_t start = range.start.v, end = start + range.size;

	while (range.size) {
		enum rsi_ripas state;
		uint64_t size;
		int err = plat_rsi_get_ripas(range, &state, &size);

		if (err)
			return err;
		if (range.start.v == start)
			*what = state;
		if (state != *what ||
		    (state != RSI_EMPTY && state != RSI_DEV))
			return -PLAT_EPERM;
		range.start.v += size;
		range.size = end - range.start.v;
	}
	return 0;
}

int plat_cca_device_address(struct plat_pa_range range, plat_pa_t *address)
{
	enum rsi_ripas what = RSI_EMPTY;
	int err;

	if (!plat_range_below(range.start.v, range.size, plat_cca.unprotected))
		return -PLAT_ERANGE;
	err = ask(range, &what);
	if (!err)
		address->v = what == RSI_EMPTY
				     ? range.start.v | plat_cca.unprotected
				     : range.start.v;
	return err;
}

plat_pa_t plat_cca_shared_address(plat_pa_t pa)
{
	return plat_pa(pa.v | plat_cca.unprotected);
}

/* What was changed before it failed is changed back; if the host does not even
 * let that be, nobody knows whose the memory is. */
static int change(struct plat_pa_range range, enum rsi_ripas state)
{
	enum rsi_ripas before = state == RSI_RAM ? RSI_EMPTY : RSI_RAM;
	uint64_t done;
	int err = plat_rsi_set_ripas(range, state, true, &done);

	if (!err || done == 0)
		return err;
	range.size = done;
	if (plat_rsi_set_ripas(range, before, true, NULL))
		plat_panic("realm: memory at %#lx is neither shared nor the "
			   "realm's", range.start.v);
	return err;
}

int plat_cca_share(struct plat_pa_range range)
{
	return change(range, RSI_EMPTY);
}

int plat_cca_unshare(struct plat_pa_range range)
{
	return change(range, RSI_RAM);
}
