/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine as an ISA: interrupts are what a test makes of them.
 */
#ifndef PLAT_ARCH_CPU_H
#define PLAT_ARCH_CPU_H

#include <stdbool.h>
#include <stdint.h>
#include <sched.h>

/* Whose interrupt controllers a guest can meet. */
#define PLAT_ARCH_HAS_APIC 1
#define PLAT_ARCH_HAS_GIC  1

/* Whether firmware may describe the machine by a devicetree. */
#define PLAT_ARCH_HAS_DEVICETREE 1

typedef bool plat_irq_state_t;

/* A thread is an lcpu. If set, called where it would take an interrupt. */
extern void (*host_interrupt)(void);
extern __thread bool host_irqs_off;

static inline void host_take_interrupts(void)
{
	if (host_interrupt && !host_irqs_off)
		host_interrupt();
}

static inline void plat_cpu_relax(void)
{
	host_take_interrupts();
	sched_yield();
}

static inline void plat_irq_enable(void)
{
	host_irqs_off = false;
	host_take_interrupts();
}

static inline void plat_irq_disable(void)
{
	host_irqs_off = true;
}

static inline bool plat_irq_enabled(void)
{
	return !host_irqs_off;
}

static inline plat_irq_state_t plat_irq_save(void)
{
	bool was_on = !host_irqs_off;

	host_irqs_off = true;
	return was_on;
}

static inline void plat_irq_restore(plat_irq_state_t state)
{
	if (state)
		plat_irq_enable();
}

static inline void plat_cpu_wait(void)
{
	plat_irq_enable();
	sched_yield();
}

/** plat_atomic_add_acquire() of 32 bits, for locks. */
static inline uint32_t plat_cpu_add_acquire(uint32_t *p, uint32_t value)
{
	return __atomic_fetch_add(p, value, __ATOMIC_ACQUIRE);
}

/** Add 1 to what nobody else writes, and others read; release. */
static inline void plat_cpu_count_release(uint16_t *p)
{
	uint16_t old = __atomic_load_n(p, __ATOMIC_RELAXED);

	__atomic_store_n(p, (uint16_t)(old + 1), __ATOMIC_RELEASE);
}

/** plat_atomic_add_seq_cst() and _exchange_ of 64 bits, for calls. */
static inline uint64_t plat_cpu_add(uint64_t *p, uint64_t value)
{
	return __atomic_fetch_add(p, value, __ATOMIC_SEQ_CST);
}

static inline uint64_t plat_cpu_exchange(uint64_t *p, uint64_t value)
{
	return __atomic_exchange_n(p, value, __ATOMIC_SEQ_CST);
}

#endif /* PLAT_ARCH_CPU_H */
