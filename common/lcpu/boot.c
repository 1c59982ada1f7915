/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lcpus that are there from main on: plat.lcpus=N.
 */
#include <plat/cmdline.h>
#include <plat/errno.h>
#include <plat/log.h>

#include "common/lcpu/lcpu.h"

static uint32_t wanted = UINT32_MAX;

static int set_wanted(const char *value)
{
	uint64_t nr = 0;

	for (const char *at = value; *at; at++) {
		if (*at < '0' || *at > '9')
			return -PLAT_EINVAL;
		nr = nr * 10 + (uint64_t)(*at - '0');
		if (nr > UINT32_MAX)
			return -PLAT_EINVAL;
	}
	if (!nr)
		return -PLAT_EINVAL;
	wanted = (uint32_t)nr;
	return 0;
}

PLAT_PARAM("lcpus", set_wanted);

static struct plat_lcpus those(void)
{
	return (struct plat_lcpus){NULL, wanted};
}

int plat_lcpu_start_at_boot(void)
{
	int nr = plat_lcpu_start(those());

	if (nr < 0)
		plat_warn("no other lcpu was started: %s",
			  plat_errno_name(nr));
	return 0;
}

void plat_lcpu_stop_at_end(void)
{
	int err = plat_lcpu_stop_for_good();

	if (err)
		plat_warn("lcpus did not stop: %s", plat_errno_name(err));
}
