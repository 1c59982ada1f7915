/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The power button of machines whose ACPI has no fixed hardware: ACPI 6.5,
 * 5.6.9.
 */
#include "common/events/ged.h"

#include <plat/acpi.h>
#include <plat/events.h>
#include <plat/irq.h>
#include <plat/mmio.h>

static struct plat_acpi_ged ged;
static volatile void *selector; /* NULL: it is not open */

static void look(void *arg)
{
	(void)arg;
	if (plat_mmio_read32(selector) & ged.power_button)
		plat_event_raise(PLAT_EVENT_POWER_OFF);
}

static int listen(void)
{
	return plat_irq_request(ged.gsi,
				(ged.level ? PLAT_IRQ_LEVEL : PLAT_IRQ_EDGE) |
				    (ged.active_low ? PLAT_IRQ_LOW
						    : PLAT_IRQ_HIGH),
				look, NULL);
}

int plat_ged_open(void)
{
	volatile void *registers;
	int err = plat_acpi_ged(&ged);

	if (!err)
		err = plat_mmio_map(ged.selector, sizeof(uint32_t),
				    PLAT_MT_DEVICE, &registers);
	if (err)
		return err;
	selector = registers;
	err = listen();
	if (!err) {
		/* What came before does not interrupt any more. */
		look(NULL);
		return 0;
	}
	selector = NULL;
	(void)!plat_mmio_unmap(registers);
	return err;
}

void plat_ged_close(void)
{
	if (!selector)
		return;
	(void)!plat_irq_release(ged.gsi);
	(void)!plat_mmio_unmap(selector);
	selector = NULL;
}
