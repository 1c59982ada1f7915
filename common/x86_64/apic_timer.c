/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the one-shot timer: TSC-deadline mode where the CPU has it and the
 * TSC's frequency is known, else the local APIC's counter, whose frequency is
 * measured against the clock when the timer is first used. SDM 3A 11.5.4.
 */
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/lcpu_data.h>
#include <plat/lock.h>
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

enum mode {
	UNKNOWN,
	ABSENT,
	COUNTER,
	DEADLINE
};

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_EVENT);
static enum mode mode; /* atomic; the others are written before, under lock */
static unsigned int vector;
static struct plat_scale from_ns;

/* This lcpu's own has been told. */
static PLAT_LCPU_DATA bool is_told;

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

/* Under lock. */
static enum mode choose(void)
{
	uint64_t hz = plat_x86_tsc_hz_told();
	enum mode found = COUNTER;

	if (!plat_x86_apic_present() ||
	    plat_x86_vector_alloc(expired, NULL, &vector))
		return ABSENT;
	if (hz && plat_x86_cpu.features_ecx & X86_ECX_TSC_DEADLINE)
		found = DEADLINE;
	else
		hz = measure_counter_hz();
	if (!hz)
		return ABSENT;
	from_ns = plat_scale(PLAT_NS_PER_S, hz);
	return found;
}

/* Of all lcpus, found by the first that asks. */
static enum mode mode_of_all(void)
{
	enum mode found = plat_atomic_load_acquire(&mode);

	if (found != UNKNOWN)
		return found;
	plat_spin_lock(&lock);
	found = plat_atomic_load_relaxed(&mode);
	if (found == UNKNOWN) {
		found = choose();
		plat_atomic_store_release(&mode, found);
	}
	plat_spin_unlock(&lock);
	return found;
}

static void tell(enum mode found)
{
	if (found == COUNTER)
		plat_x86_apic_write(X86_APIC_TIMER_DIVIDE, DIVIDE_BY_16);
	plat_x86_apic_write(X86_APIC_LVT_TIMER,
			    (found == DEADLINE ? X86_APIC_LVT_TSC_DEADLINE
					       : 0) |
				vector);
	/* What comes next by an MSR must not overtake it. SDM 11.5.4.1. */
	__asm__ volatile("mfence" : : : "memory");
	plat_lcpu_set(is_told, true);
}

static void set(enum mode found, uint64_t counts)
{
	if (found == DEADLINE)
		plat_x86_wrmsr(MSR_TSC_DEADLINE, plat_x86_rdtsc() + counts);
	else
		plat_x86_apic_write(X86_APIC_TIMER_INITIAL,
				    (uint32_t)plat_min_u64(counts,
							   UINT32_MAX));
}

int plat_event_arm(uint64_t ns)
{
	enum mode found = mode_of_all();

	if (found == ABSENT)
		return plat_event_host_arm(ns);
	if (!plat_lcpu_get(is_told))
		tell(found);
	set(found, plat_scale_apply(&from_ns, ns) + 1);
	return 0;
}

void plat_x86_event_stop(void)
{
	plat_x86_apic_write(X86_APIC_LVT_TIMER, X86_APIC_LVT_MASKED);
	plat_x86_apic_write(X86_APIC_TIMER_INITIAL, 0);
}
