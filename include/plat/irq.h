/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts of devices. A line is named by its global system interrupt
 * number (GSI: what ACPI, and the IO-APICs, number; on arm64 the GIC's INTID,
 * from 16 on) or, for the sixteen classic ones of a PC, by its ISA number,
 * which firmware maps to a GSI.
 */
#ifndef PLAT_IRQ_H
#define PLAT_IRQ_H

#include <plat/arch/cpu.h>
#include <plat/types.h>

/* How a line signals. As 0: as firmware says (ISA: edge, active high). */
#define PLAT_IRQ_EDGE  (1u << 0)
#define PLAT_IRQ_LEVEL (1u << 1)
#define PLAT_IRQ_HIGH  (1u << 2)
#define PLAT_IRQ_LOW   (1u << 3)

/**
 * A handler. Runs on the interrupt stack of the lcpu that took it, interrupts
 * off; FP and SIMD registers may be used. It must not sleep.
 */
typedef void (*plat_irq_handler_t)(void *arg);

/**
 * Serve GSI @gsi with @handler: its pin is programmed and unmasked, and routed
 * to the lcpu that asks; when that stops, to lcpu 0. What each lcpu has of its
 * own, a PPI on arm64, comes to the one that asks and to those that are started
 * later.
 *
 * @flags:  PLAT_IRQ_*, or 0 for what firmware says.
 * Context: from the irq stage on; not in a handler.
 * Returns: 0; -PLAT_EBUSY: it has a handler; -PLAT_ENOENT: no controller has
 *          that line; -PLAT_ENOMEM: no vector is left; -PLAT_EINVAL: flags
 *          that contradict each other, or that no such line can have (a GIC's
 *          SPIs are not active low).
 */
PLAT_MUST_CHECK
int plat_irq_request(uint32_t gsi, unsigned int flags,
		     plat_irq_handler_t handler, void *arg);

/**
 * Mask the line and forget its handler, which does not run any more when
 * this returns.
 *
 * Context: as plat_irq_request().
 * Returns: 0; -PLAT_ENOENT: it has none.
 */
PLAT_MUST_CHECK int plat_irq_release(uint32_t gsi);

/**
 * The GSI, and flags for plat_irq_request(), of ISA interrupt @isa (0-15).
 *
 * Returns: 0; -PLAT_EINVAL: above 15; -PLAT_ENOTSUP: no ISA interrupts here.
 */
PLAT_MUST_CHECK
int plat_irq_isa(unsigned int isa, uint32_t *gsi, unsigned int *flags);

#endif /* PLAT_IRQ_H */
