/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the one-shot timer: TSC-deadline mode where the CPU has it and the
 * TSC's frequency is known, else the local APIC's counter, whose frequency is
 * measured against the clock when the timer is first used. SDM 3A 11.5.4.
 */
#include <plat/errno.h>
#include <plat/time.h>

#include "common/time/event.h"
#include "common/time/scale.h"
#include "common/x86_64/apic.h"
#include "common/x86_64/clocks.h"
#include "common/x86_64/cpu.h"
#include "common/x86_64/irq.h"

#define MSR_TSC_DEADLINE 0x6e0u
#define DIVIDE_BY_16     0x3u
#define MEASURE_NS       1000000u

static enum {
	UNKNOWN,
	ABSENT,
	COUNTER,
	DEADLINE
} mode;
static unsigned int vector;
static struct plat_scale from_ns;

/* The interrupt ends the halt; whoever sleeps so looks at the clock itself. */
static void expired(void *arg)
{
	(void)arg;
	plat_event_happened();
}

static uint64_t measure_counter_hz(void)
{
	uint64_t begin = plat_time_ns(), ns;
	uint32_t counts;

	plat_x86_apic_write(X86_APIC_LVT_TIMER, X86_APIC_LVT_MASKED | vector);
	plat_x86_apic_write(X86_APIC_TIMER_DIVIDE, DIVIDE_BY_16);
	plat_x86_apic_write(X86_APIC_TIMER_INITIAL, UINT32_MAX);
	plat_time_delay_ns(MEASURE_NS);
	counts = UINT32_MAX - plat_x86_apic_read(X86_APIC_TIMER_CURRENT);
	ns = plat_time_ns() - begin;
	plat_x86_apic_write(X86_APIC_TIMER_INITIAL, 0);
	return ns ? counts * PLAT_NS_PER_S / ns : 0;
}

static void choose(void)
{
	uint64_t hz = plat_x86_tsc_hz_told();

	mode = ABSENT;
	if (!plat_x86_apic_present() ||
	    plat_x86_vector_alloc(expired, NULL, &vector))
		return;
	if (hz && plat_x86_cpu.features_ecx & X86_ECX_TSC_DEADLINE) {
		mode = DEADLINE;
		plat_x86_apic_write(X86_APIC_LVT_TIMER,
				    X86_APIC_LVT_TSC_DEADLINE | vector);
	} else {
		hz = measure_counter_hz();
		if (!hz)
			return;
		mode = COUNTER;
		plat_x86_apic_write(X86_APIC_LVT_TIMER, vector);
	}
	from_ns = plat_scale(PLAT_NS_PER_S, hz);
}

int plat_event_arm(uint64_t ns)
{
	uint64_t counts;

	if (mode == UNKNOWN)
		choose();
	if (mode == ABSENT)
		return -PLAT_ENOTSUP;
	counts = plat_scale_apply(&from_ns, ns) + 1;
	if (mode == DEADLINE)
		plat_x86_wrmsr(MSR_TSC_DEADLINE, plat_x86_rdtsc() + counts);
	else
		plat_x86_apic_write(X86_APIC_TIMER_INITIAL,
				    (uint32_t)plat_min_u64(counts,
							   UINT32_MAX));
	return 0;
}
