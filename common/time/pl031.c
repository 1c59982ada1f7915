/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/time/pl031.h"

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/mmio.h>

/* DDI 0224, 3.2. */
#define RTCDR         0x000u
#define RTCCR         0x00cu
#define RTCPERIPHID0  0xfe0u
#define RTCPERIPHID1  0xfe4u

#define CR_STARTED      0x1u
#define PERIPHID0_PL031 0x31u
#define PERIPHID1_MASK  0x0fu /* the upper half is the designer's */

static bool is_pl031(const volatile uint8_t *registers)
{
	return (plat_mmio_read32(registers + RTCPERIPHID0) & 0xff) ==
		   PERIPHID0_PL031 &&
	       (plat_mmio_read32(registers + RTCPERIPHID1) &
		PERIPHID1_MASK) == 0;
}

int plat_pl031_read(const volatile uint8_t *registers, uint64_t *seconds)
{
	uint32_t value;

	if (!is_pl031(registers)) {
		plat_warn("wall clock: what is described as a PL031 is none");
		return -PLAT_ENOTSUP;
	}
	value = plat_mmio_read32(registers + RTCDR);
	if (!(plat_mmio_read32(registers + RTCCR) & CR_STARTED) ||
	    value == 0 || value == UINT32_MAX) {
		plat_warn("wall clock: the PL031 has not been set (%u s)",
			  value);
		return -PLAT_ENOTSUP;
	}
	*seconds = value;
	return 0;
}
