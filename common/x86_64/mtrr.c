/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/mtrr.h"

#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/log.h>

#include "common/x86_64/cpu.h"

#define EDX_MTRR (1u << 12)
#define CR0_CD   ((uint64_t)1 << 30)

#define MSR_CAP  0xfeu
#define MSR_BASE 0x200u /* and a mask, of each */
#define MSR_TYPE 0x2ffu /* the default, and what is on */

#define CAP_NR    0xffu
#define CAP_FIXED (1u << 8)
#define TYPE_ON   ((uint64_t)1 << 11)

/* As many pairs as CPUs have, and more. */
#define PAIRS_MOST 16u

static const uint16_t fixed[] = {0x250, 0x258, 0x259, 0x268, 0x269, 0x26a,
				 0x26b, 0x26c, 0x26d, 0x26e, 0x26f};

#define NR_FIXED ((uint32_t)PLAT_ARRAY_SIZE(fixed))

/* Those of lcpu 0. */
static struct {
	uint64_t cap, type;
	uint64_t values[2 * PAIRS_MOST + NR_FIXED];
} all;

/* Of any other lcpu; atomic. */
static bool were_others, are_others;

static uint32_t nr_pairs(void)
{
	return (uint32_t)plat_min_u64(all.cap & CAP_NR, PAIRS_MOST);
}

static uint32_t nr_values(void)
{
	return 2 * nr_pairs() + (all.cap & CAP_FIXED ? NR_FIXED : 0);
}

static uint32_t msr_of(uint32_t value)
{
	return value < 2 * nr_pairs() ? MSR_BASE + value
				      : fixed[value - 2 * nr_pairs()];
}

static bool has_any(void)
{
	return plat_x86_cpu.features_edx & EDX_MTRR;
}

void plat_x86_mtrr_record(void)
{
	if (!has_any())
		return;
	all.cap = plat_x86_rdmsr(MSR_CAP);
	all.type = plat_x86_rdmsr(MSR_TYPE);
	for (uint32_t i = 0; i < nr_values(); i++)
		all.values[i] = plat_x86_rdmsr(msr_of(i));
}

/* Where they are off, what else they say does not count. */
static bool are_as_recorded(void)
{
	bool same = plat_x86_rdmsr(MSR_TYPE) == all.type;

	for (uint32_t i = 0; same && all.type & TYPE_ON && i < nr_values(); i++)
		same = plat_x86_rdmsr(msr_of(i)) == all.values[i];
	return same;
}

static void write_back(void)
{
	__asm__ volatile("wbinvd" : : : "memory");
}

static void write_cr0(uint64_t value)
{
	__asm__ volatile("mov %0, %%cr0" : : "r"(value) : "memory");
}

/* SDM 3A 12.11.8, but for the others: they do not wait, as nothing that they
 * use gets another type. */
static void load(void)
{
	uint64_t cr0 = plat_x86_read_cr0();

	write_cr0(cr0 | CR0_CD);
	write_back();
	plat_mmu_flush_all();
	plat_x86_wrmsr(MSR_TYPE, all.type & ~TYPE_ON);
	for (uint32_t i = 0; i < nr_values(); i++)
		plat_x86_wrmsr(msr_of(i), all.values[i]);
	plat_x86_wrmsr(MSR_TYPE, all.type);
	plat_mmu_flush_all();
	write_back();
	write_cr0(cr0);
}

void plat_x86_mtrr_adopt(void)
{
	if (!has_any() || are_as_recorded())
		return;
	if (plat_x86_rdmsr(MSR_CAP) == all.cap) {
		load();
		plat_atomic_store_relaxed(&were_others, true);
	} else {
		plat_atomic_store_relaxed(&are_others, true);
	}
}

void plat_x86_mtrr_report(void)
{
	static bool was_said;

	if (was_said)
		return;
	was_said = plat_atomic_load_relaxed(&were_others) ||
		   plat_atomic_load_relaxed(&are_others);
	if (plat_atomic_load_relaxed(&are_others))
		plat_warn("lcpus have MTRRs of another kind than lcpu 0, and "
			  "cannot be given its");
	else if (was_said)
		plat_info("lcpus came with other MTRRs than lcpu 0, and were "
			  "given its");
}
