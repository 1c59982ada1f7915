/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the wall clock of machines that have a PL031; under EFI, which keeps
 * that for itself, what its clock said, and the counter's time since.
 */
#include <plat/efi.h>
#include <plat/errno.h>
#include <plat/mmio.h>

#include "common/arm64/machine.h"
#include "common/arm64/sysreg.h"
#include "common/arm64/timer.h"
#include "common/time/event.h"
#include "common/time/pl031.h"
#include "common/time/wall.h"

static int read_efi(uint64_t *ns)
{
	uint64_t hz, counts, then;
	int err = plat_efi_wall_ns(ns, &then);

	if (err)
		return -PLAT_ENOTSUP;
	hz = plat_arm64_counter_hz(plat_arm64_read(cntfrq_el0),
				   plat_arm64_machine.fdt.timer_hz);
	if (!hz)
		return -PLAT_ENOTSUP;
	counts = plat_arm64_read(cntvct_el0) - then;
	*ns += counts / hz * PLAT_NS_PER_S +
	       counts % hz * PLAT_NS_PER_S / hz;
	return 0;
}

int plat_arch_wall_ns(uint64_t *ns)
{
	const struct plat_pa_range *rtc = &plat_arm64_machine.fdt.rtc;
	volatile void *registers;
	uint64_t seconds;
	int err;

	if (rtc->size < PL031_BYTES)
		return read_efi(ns);
	if (plat_mmio_map(rtc->start, PL031_BYTES, PLAT_MT_DEVICE, &registers))
		return -PLAT_ENOTSUP;
	err = plat_pl031_read(registers, &seconds);
	if (!err)
		*ns = seconds * PLAT_NS_PER_S;
	if (plat_mmio_unmap(registers))
		return -PLAT_ENOTSUP;
	return err;
}
