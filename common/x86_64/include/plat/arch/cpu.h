/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the CPU's interrupt flag and pause. (The same file exists for each
 * ISA; it is installed as <plat/arch/cpu.h>.)
 */
#ifndef PLAT_ARCH_CPU_H
#define PLAT_ARCH_CPU_H

#include <plat/arch/privileged.h>
#include <stdbool.h>
#include <stdint.h>

/* Whose interrupt controllers a guest can meet. */
#define PLAT_ARCH_HAS_APIC 1
#define PLAT_ARCH_HAS_GIC  0

/* Whether firmware may describe the machine by a devicetree. */
#define PLAT_ARCH_HAS_DEVICETREE 0

/* Opaque: what plat_irq_save() found. */
typedef uint64_t plat_irq_state_t;

#define PLAT_X86_RFLAGS_IF ((uint64_t)1 << 9)

/** Let the other hardware thread run; for the body of a waiting loop. */
static inline void plat_cpu_relax(void)
{
	__asm__ volatile("pause" : : : "memory");
}

/** Stop until an interrupt comes; for ever where they are off. */
static inline void plat_cpu_halt(void)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_HLT,
						PLAT_PRIV_PAD4 "hlt")
				: : : "memory");
}

/**
 * Halt until an interrupt is served; the one that came since interrupts went
 * off is. Requires: interrupts off. Returns: with interrupts on.
 */
static inline void plat_cpu_wait(void)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_WAIT,
						PLAT_PRIV_PAD3 "sti; hlt")
				: : : "memory");
}

/** Take interrupts on this lcpu. */
static inline void plat_irq_enable(void)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_STI,
						PLAT_PRIV_PAD4 "sti")
				: : : "memory");
}

/** Take no interrupts on this lcpu (NMI apart). */
static inline void plat_irq_disable(void)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_CLI,
						PLAT_PRIV_PAD4 "cli")
				: : : "memory");
}

/** Whether this lcpu takes interrupts. */
static inline bool plat_irq_enabled(void)
{
	plat_irq_state_t flags;

	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_FLAGS,
						PLAT_PRIV_PAD3 "pushfq; popq %0")
				: "=r"(flags) : : "memory");
	return (flags & PLAT_X86_RFLAGS_IF) != 0;
}

/**
 * Take no interrupts from here on.
 *
 * Returns: what plat_irq_restore() needs to go back to.
 */
static inline plat_irq_state_t plat_irq_save(void)
{
	plat_irq_state_t flags;

	__asm__ inline volatile(
	    PLAT_PRIVILEGED(PLAT_PRIV_SAVE,
			    PLAT_PRIV_PAD2 "pushfq; popq %0; cli")
	    : "=r"(flags) : : "memory");
	return flags;
}

/** Take interrupts again if they were on at the plat_irq_save(). */
static inline void plat_irq_restore(plat_irq_state_t state)
{
	if (state & PLAT_X86_RFLAGS_IF)
		plat_irq_enable();
}

/** The address that a return address on the stack stands for: itself. */
static inline uint64_t plat_code_address(uint64_t address)
{
	return address;
}

/** plat_atomic_add_acquire() of 32 bits, for locks. */
static inline uint32_t plat_cpu_add_acquire(uint32_t *p, uint32_t value)
{
	return __atomic_fetch_add(p, value, __ATOMIC_ACQUIRE);
}

/** Add 1 to what nobody else writes, and others read; release. Not locked. */
static inline void plat_cpu_count_release(uint16_t *p)
{
	__asm__ volatile("incw %0" : "+m"(*p) : : "memory", "cc");
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
