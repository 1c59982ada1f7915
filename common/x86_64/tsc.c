/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/arch/io.h>
#include <plat/errno.h>

#include "common/time/event.h"
#include "common/x86_64/clocks.h"
#include "common/x86_64/cpu.h"

#define LEAF_TSC        0x15u
#define LEAF_FREQUENCY  0x16u
#define LEAF_HYPERVISOR 0x40000000u
#define LEAF_TIMING     0x40000010u

/* The 8254's channel 0, whose interrupt nobody listens to. Intel 8254 data
 * sheet: mode 0 counts down once, a latch command freezes what is read. */
#define PIT_CHANNEL0     0x40
#define PIT_CONTROL      0x43
#define PIT_MODE0_LOHI_0 0x30
#define PIT_LATCH_0      0x00
#define PIT_HZ           1193182u

/* 10 ms: one part in 5,000 even where each port access takes a microsecond. */
#define PIT_COUNT 11932u
#define PIT_START 0xffffu

/* More polls than fit into 10 ms on any machine: the counter does not move. */
#define MAX_POLLS 1000000u

static uint64_t hz_of_leaf_15(void)
{
	struct plat_x86_regs4 tsc = plat_x86_cpuid(LEAF_TSC, 0);

	if (!tsc.eax || !tsc.ebx || !tsc.ecx)
		return 0;
	return (uint64_t)tsc.ecx * tsc.ebx / tsc.eax;
}

uint64_t plat_x86_tsc_hz_told(void)
{
	uint64_t hz = 0;

	if (plat_x86_cpu.max_leaf >= LEAF_TSC)
		hz = hz_of_leaf_15();
	if (!hz && plat_x86_cpu.max_leaf >= LEAF_FREQUENCY &&
	    plat_x86_cpu.has_invariant_tsc)
		hz = (plat_x86_cpuid(LEAF_FREQUENCY, 0).eax & 0xffff) *
		     1000000ull;
	if (!hz && plat_x86_cpu.features_ecx & X86_ECX_HYPERVISOR &&
	    plat_x86_cpuid(LEAF_HYPERVISOR, 0).eax >= LEAF_TIMING)
		hz = plat_x86_cpuid(LEAF_TIMING, 0).eax * 1000ull;
	return hz;
}

static uint64_t read(const struct plat_clock *self)
{
	(void)self;
	return plat_x86_rdtsc();
}

static int init_told(struct plat_clock *self)
{
	self->hz = plat_x86_tsc_hz_told();
	self->mask = UINT64_MAX;
	return self->hz ? 0 : -PLAT_ENOTSUP;
}

/* How far channel 0 has counted. An absent 8254 reads as all ones: 0. */
static uint32_t pit_elapsed(void)
{
	uint32_t low, high;

	plat_out8(PIT_CONTROL, PIT_LATCH_0);
	low = plat_in8(PIT_CHANNEL0);
	high = plat_in8(PIT_CHANNEL0);
	return PIT_START - (high << 8 | low);
}

static int init_by_pit(struct plat_clock *self)
{
	uint32_t polls = MAX_POLLS, first, last;
	uint64_t begin, end;

	plat_out8(PIT_CONTROL, PIT_MODE0_LOHI_0);
	plat_out8(PIT_CHANNEL0, PIT_START & 0xff);
	plat_out8(PIT_CHANNEL0, PIT_START >> 8);
	first = pit_elapsed();
	begin = plat_x86_rdtsc();
	do {
		last = pit_elapsed();
		end = plat_x86_rdtsc();
	} while (last - first < PIT_COUNT && --polls);
	if (last - first < PIT_COUNT)
		return -PLAT_ENOTSUP;
	self->hz = (end - begin) * PIT_HZ / (last - first);
	self->mask = UINT64_MAX;
	return self->hz ? 0 : -PLAT_ENOTSUP;
}

struct plat_clock plat_x86_tsc = {
	.name = "tsc", .init = init_told, .read = read};

struct plat_clock plat_x86_tsc_by_pit = {
	.name = "tsc (8254)", .init = init_by_pit, .read = read};

struct plat_clock *const plat_arch_clocks[] = {
	&plat_x86_tsc, &plat_x86_hpet, &plat_x86_pm_timer,
	&plat_x86_tsc_by_pit, NULL};
