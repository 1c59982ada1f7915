/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_EVENTS_GED_H
#define COMMON_EVENTS_GED_H

#include <plat/types.h>

/**
 * Have the power button of ACPI's generic event device raise its event.
 *
 * Context: the devices stage.
 * Returns: 0; as plat_acpi_ged(), plat_mmio_map(), plat_irq_request().
 */
PLAT_MUST_CHECK int plat_ged_open(void);

/** Stop that, if it was begun. */
void plat_ged_close(void);

#endif /* COMMON_EVENTS_GED_H */
