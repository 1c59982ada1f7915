/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts of a paravirtual domain are events; there is no controller.
 */
#include <plat/arch/cpu.h>
#include <plat/stage.h>

#include "common/xen/shared.h"
#include "common/xen/xen.h"

static int irq_init(void)
{
	if (!plat_xen_pv)
		return 0;
	plat_xen_vcpu_use();
	plat_irq_enable();
	return 0;
}

static void irq_term(void)
{
	if (plat_xen_pv)
		plat_irq_disable();
}

PLAT_STAGE(irq, memory, xen_pv_irq, .init = irq_init, .term = irq_term);
