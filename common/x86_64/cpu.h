/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the CPU: what it can do, and its privileged instructions. Intel SDM
 * vol. 2A (CPUID), vol. 3A 2.5, vol. 4.
 */
#ifndef COMMON_X86_64_CPU_H
#define COMMON_X86_64_CPU_H

#include <plat/arch/privileged.h>
#include <plat/pt.h>
#include <plat/types.h>

#define X86_CR4_MCE   ((uint64_t)1 << 6)
#define X86_CR4_PGE   ((uint64_t)1 << 7)
#define X86_CR4_LA57  ((uint64_t)1 << 12)
#define X86_CR4_PCIDE ((uint64_t)1 << 17)

/* Beyond this many pages dropping everything is cheaper than an INVLPG each,
 * refills included. */
#define X86_FLUSH_PAGES_MAX 32u

#define X86_MSR_APIC_BASE 0x1bu
#define X86_MSR_PAT       0x277u
#define X86_MSR_GS_BASE   0xc0000101u

/* The PAT as after reset, but entry 4 is write-combining, as it is for guests
 * of Xen that have no choice. SDM 3A 12.12. */
#define X86_PAT 0x0007040100070406ull

struct plat_x86_regs4 {
	uint32_t eax, ebx, ecx, edx;
};

/* What CPUID and the entry code found out. */
struct plat_x86_cpu {
	uint32_t max_leaf;
	uint32_t features_ecx; /* CPUID.1:ECX */
	uint32_t features_edx; /* CPUID.1:EDX */
	bool has_1g_pages;
	bool has_invariant_tsc;
	uint8_t levels;        /* of page tables, in use */
	uint8_t pa_bits;
};

extern struct plat_x86_cpu plat_x86_cpu;

/* Bits of CR4 that address spaces need; atomic. */
extern uint64_t plat_x86_cr4_of_spaces;

/* Bits of CPUID.1. */
#define X86_ECX_PCID         (1u << 17)
#define X86_ECX_X2APIC       (1u << 21)
#define X86_ECX_TSC_DEADLINE (1u << 24)
#define X86_ECX_HYPERVISOR   (1u << 31)
#define X86_EDX_MCE          (1u << 7)
#define X86_EDX_APIC         (1u << 9)
#define X86_EDX_MCA          (1u << 14)

static inline struct plat_x86_regs4 plat_x86_cpuid(uint32_t leaf,
						   uint32_t subleaf)
{
	struct plat_x86_regs4 r;

	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_CPUID,
						PLAT_PRIV_PAD3 "cpuid")
				: "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx),
				  "=d"(r.edx)
				: "a"(leaf), "c"(subleaf));
	return r;
}

static inline uint64_t plat_x86_rdmsr(uint32_t msr)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr) : "memory");
	return (uint64_t)high << 32 | low;
}

static inline void plat_x86_wrmsr(uint32_t msr, uint64_t value)
{
	__asm__ volatile("wrmsr"
			 :
			 : "c"(msr), "a"((uint32_t)value),
			   "d"((uint32_t)(value >> 32))
			 : "memory");
}

/* An MSR that every CPU and every host has. */
static inline void plat_x86_wrmsr_any(uint32_t msr, uint64_t value)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_WRMSR,
						PLAT_PRIV_PAD3 "wrmsr")
				:
				: "c"(msr), "a"((uint32_t)value),
				  "d"((uint32_t)(value >> 32))
				: "memory");
}

/* The time-stamp counter, not before anything that comes earlier. */
static inline uint64_t plat_x86_rdtsc(void)
{
	uint32_t low, high;

	__asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

static inline uint64_t plat_x86_read_cr2(void)
{
	uint64_t value;

	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_READ_CR2,
						PLAT_PRIV_PAD2 "mov %%cr2, %0")
				: "=r"(value));
	return value;
}

static inline uint64_t plat_x86_read_cr3(void)
{
	uint64_t value;

	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_READ_CR3,
						PLAT_PRIV_PAD2 "mov %%cr3, %0")
				: "=r"(value) : : "memory");
	return value;
}

static inline uint64_t plat_x86_read_cr0(void)
{
	uint64_t value;

	__asm__ volatile("mov %%cr0, %0" : "=r"(value));
	return value;
}

static inline uint64_t plat_x86_read_cr4(void)
{
	uint64_t value;

	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_READ_CR4,
						PLAT_PRIV_PAD2 "mov %%cr4, %0")
				: "=r"(value));
	return value;
}

static inline void plat_x86_write_cr4(uint64_t value)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_WRITE_CR4,
						PLAT_PRIV_PAD2 "mov %0, %%cr4")
				: : "r"(value) : "memory");
}

#endif /* COMMON_X86_64_CPU_H */
