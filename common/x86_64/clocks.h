/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the clocks of a PC.
 */
#ifndef COMMON_X86_64_CLOCKS_H
#define COMMON_X86_64_CLOCKS_H

#include <plat/time.h>

extern struct plat_clock plat_x86_tsc;        /* where CPUID tells its rate */
extern struct plat_clock plat_x86_hpet;
extern struct plat_clock plat_x86_pm_timer;
extern struct plat_clock plat_x86_tsc_by_pit; /* measured against the 8254 */

/**
 * The frequency of the TSC as CPUID tells it, in Hz; 0: it does not.
 *
 * Source: Intel SDM vol. 2A, CPUID leaves 15H, 16H; leaf 40000010H: the
 *         timing leaf that hypervisors have agreed on.
 */
uint64_t plat_x86_tsc_hz_told(void);

/**
 * Have this lcpu's timer raise no interrupt any more.
 *
 * Context: interrupts off.
 */
void plat_x86_event_stop(void);

#endif /* COMMON_X86_64_CLOCKS_H */
