/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: a line of a device that a test can raise: an SPI that no device has,
 * in the distributor, which is where "virt" has it.
 */
#ifndef TESTS_GUEST_LINE_ISA_H
#define TESTS_GUEST_LINE_ISA_H

#include <plat/irq.h>
#include <plat/mmio.h>

#define LINE_INTID   150u
#define DISTRIBUTOR  0x08000000ull
#define GICD_ISPENDR 0x200

static volatile void *line_distributor;

PLAT_MUST_CHECK
static inline int line_request(plat_irq_handler_t handler)
{
	int err = plat_irq_request(LINE_INTID, PLAT_IRQ_EDGE, handler, NULL);

	return err ? err
		   : plat_mmio_map(plat_pa(DISTRIBUTOR), PLAT_KIB(64),
				   PLAT_MT_DEVICE, &line_distributor);
}

/** Soon. */
static inline void line_raise(void)
{
	plat_mmio_write32((volatile char *)line_distributor + GICD_ISPENDR +
				  LINE_INTID / 32 * 4,
			  1u << LINE_INTID % 32);
}

#endif /* TESTS_GUEST_LINE_ISA_H */
