/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_XEN_CONSOLE_H
#define COMMON_XEN_CONSOLE_H

#include <plat/console.h>
#include <plat/types.h>
#include <plat/xen/event.h>

/** Wait, for a bounded time, until dom0 has taken all that was printed; NULL:
 * there is no console ring. Context: any. Atomic. */
extern void (*plat_xen_console_drain)(void);

/**
 * Have the ring in the early window, until the irq stage has mapped it, unless
 * it is there.
 *
 * Context: as plat_early_map(), before the irq stage.
 * Returns: 0: plat_xen_console can be used; it is not registered. As
 *          plat_xen_get_param(); -PLAT_ENOMEM.
 */
PLAT_MUST_CHECK int plat_xen_console_early(void);

/** Have the ring at @page, until the irq stage has mapped it elsewhere. @port:
 * its event channel. Context: before the irq stage. */
void plat_xen_console_at(void *page, plat_xen_port_t port);

/** The ring. */
extern struct plat_console plat_xen_console;

#endif /* COMMON_XEN_CONSOLE_H */
