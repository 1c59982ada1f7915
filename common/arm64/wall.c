/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the wall clock of machines that have a PL031.
 */
#include <plat/errno.h>
#include <plat/mmio.h>

#include "common/arm64/machine.h"
#include "common/time/event.h"
#include "common/time/pl031.h"
#include "common/time/wall.h"

int plat_arch_wall_ns(uint64_t *ns)
{
	const struct plat_pa_range *rtc = &plat_arm64_machine()->rtc;
	volatile void *registers;
	uint64_t seconds;
	int err;

	if (rtc->size < PL031_BYTES ||
	    plat_mmio_map(rtc->start, PL031_BYTES, PLAT_MT_DEVICE, &registers))
		return -PLAT_ENOTSUP;
	err = plat_pl031_read(registers, &seconds);
	if (!err)
		*ns = seconds * PLAT_NS_PER_S;
	if (plat_mmio_unmap(registers))
		return -PLAT_ENOTSUP;
	return err;
}
