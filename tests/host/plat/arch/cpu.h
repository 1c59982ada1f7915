/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine as an ISA: a process has no interrupts to disable.
 */
#ifndef PLAT_ARCH_CPU_H
#define PLAT_ARCH_CPU_H

#include <stdbool.h>
#include <sched.h>

/* Whose interrupt controllers a guest can meet. */
#define PLAT_ARCH_HAS_APIC 1
#define PLAT_ARCH_HAS_GIC  1

/* Whether firmware may describe the machine by a devicetree. */
#define PLAT_ARCH_HAS_DEVICETREE 1

typedef bool plat_irq_state_t;

static inline void plat_cpu_relax(void)
{
	sched_yield();
}

static inline void plat_irq_enable(void)
{
}

static inline void plat_irq_disable(void)
{
}

static inline bool plat_irq_enabled(void)
{
	return true;
}

static inline plat_irq_state_t plat_irq_save(void)
{
	return true;
}

static inline void plat_irq_restore(plat_irq_state_t state)
{
	(void)state;
}

#endif /* PLAT_ARCH_CPU_H */
