/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the CPU's interrupt mask and pause. (The same file exists for each
 * ISA; it is installed as <plat/arch/cpu.h>.)
 */
#ifndef PLAT_ARCH_CPU_H
#define PLAT_ARCH_CPU_H

#include <stdbool.h>
#include <stdint.h>

/* Whose interrupt controllers a guest can meet. */
#define PLAT_ARCH_HAS_APIC 0
#define PLAT_ARCH_HAS_GIC  1

/* Whether firmware may describe the machine by a devicetree. */
#define PLAT_ARCH_HAS_DEVICETREE 1

/* Opaque: what plat_irq_save() found. */
typedef uint64_t plat_irq_state_t;

#define PLAT_ARM64_DAIF_I ((uint64_t)1 << 7)

/** Let the other hardware thread run; for the body of a waiting loop. */
static inline void plat_cpu_relax(void)
{
	__asm__ volatile("yield" : : : "memory");
}

/** Stop until an interrupt is pending, masked or not. */
static inline void plat_cpu_halt(void)
{
	__asm__ volatile("dsb sy; wfi" : : : "memory");
}

/** Take interrupts on this lcpu. */
static inline void plat_irq_enable(void)
{
	__asm__ volatile("msr daifclr, #2" : : : "memory");
}

/** Take no interrupts on this lcpu (SError apart). */
static inline void plat_irq_disable(void)
{
	__asm__ volatile("msr daifset, #2" : : : "memory");
}

/**
 * Halt until an interrupt is served; the one that came since interrupts went
 * off is: one that is masked ends WFI as well. Requires: interrupts off.
 * Returns: with interrupts on.
 */
static inline void plat_cpu_wait(void)
{
	__asm__ volatile("dsb sy; wfi; msr daifclr, #2; isb" : : : "memory");
}

/** Whether this lcpu takes interrupts. */
static inline bool plat_irq_enabled(void)
{
	plat_irq_state_t daif;

	__asm__ volatile("mrs %0, daif" : "=r"(daif) : : "memory");
	return (daif & PLAT_ARM64_DAIF_I) == 0;
}

/**
 * Take no interrupts from here on.
 *
 * Returns: what plat_irq_restore() needs to go back to.
 */
static inline plat_irq_state_t plat_irq_save(void)
{
	plat_irq_state_t daif;

	__asm__ volatile("mrs %0, daif; msr daifset, #2"
			 : "=r"(daif) : : "memory");
	return daif;
}

/** Take interrupts again if they were on at the plat_irq_save(). */
static inline void plat_irq_restore(plat_irq_state_t state)
{
	if (!(state & PLAT_ARM64_DAIF_I))
		plat_irq_enable();
}

/* Whether the CPU has FEAT_LSE: common/arm64/lse.h. */
extern bool __aarch64_have_lse_atomics;

/**
 * plat_atomic_add_acquire() of 32 bits, for locks: the compiler's is a call,
 * which costs more than the operation, and whoever makes calls saves registers.
 */
static inline uint32_t plat_cpu_add_acquire(uint32_t *p, uint32_t value)
{
	uint32_t old, new, has_failed;

	if (__builtin_expect(__aarch64_have_lse_atomics, 1))
		__asm__ volatile(".arch_extension lse; ldadda %w1, %w0, [%2]"
				 : "=r"(old)
				 : "r"(value), "r"(p) : "memory");
	else
		__asm__ volatile("1: ldaxr %w0, [%4]\n\t"
				 "add %w1, %w0, %w3\n\t"
				 "stxr %w2, %w1, [%4]\n\t"
				 "cbnz %w2, 1b"
				 : "=&r"(old), "=&r"(new), "=&r"(has_failed)
				 : "r"(value), "r"(p) : "memory");
	return old;
}

/** Add 1 to what nobody else writes, and others read; release. */
static inline void plat_cpu_count_release(uint16_t *p)
{
	uint16_t old = *p; /* whose writer is this lcpu */

	__atomic_store_n(p, (uint16_t)(old + 1), __ATOMIC_RELEASE);
}

/** plat_atomic_add_seq_cst() of 64 bits, where a call is too much. */
static inline uint64_t plat_cpu_add(uint64_t *p, uint64_t value)
{
	uint64_t old, new;
	uint32_t failed;

	if (__builtin_expect(__aarch64_have_lse_atomics, 1))
		__asm__ volatile(".arch_extension lse; ldaddal %2, %0, %1"
				 : "=r"(old), "+Q"(*p)
				 : "r"(value) : "memory");
	else
		__asm__ volatile("1: ldaxr %0, %1; add %2, %0, %4\n\t"
				 "stlxr %w3, %2, %1; cbnz %w3, 1b"
				 : "=&r"(old), "+Q"(*p), "=&r"(new),
				   "=&r"(failed)
				 : "r"(value) : "memory");
	return old;
}

/** plat_atomic_exchange_seq_cst() of 64 bits, where a call is too much. */
static inline uint64_t plat_cpu_exchange(uint64_t *p, uint64_t value)
{
	uint64_t old;

	if (__builtin_expect(__aarch64_have_lse_atomics, 1))
		__asm__ volatile(".arch_extension lse; swpal %2, %0, %1"
				 : "=r"(old), "+Q"(*p)
				 : "r"(value) : "memory");
	else
		old = __atomic_exchange_n(p, value, __ATOMIC_SEQ_CST);
	return old;
}

/**
 * The address that a return address on the stack, or in x30, stands for:
 * without its signature. (XPACLRI; nothing where a CPU signs none.)
 */
static inline uint64_t plat_code_address(uint64_t address)
{
	register uint64_t x30 __asm__("x30") = address;

	__asm__("hint #7" : "+r"(x30));
	return x30;
}

#endif /* PLAT_ARCH_CPU_H */
