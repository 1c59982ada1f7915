/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the local APIC, in x2APIC mode where the CPU has it, else through
 * its page of registers. Intel SDM 3A chapter 11.
 */
#ifndef COMMON_X86_64_APIC_H
#define COMMON_X86_64_APIC_H

#include <plat/types.h>

/* Registers: the offset in the page divided by 16. */
enum plat_x86_apic_register {
	X86_APIC_ID = 0x02,
	X86_APIC_TPR = 0x08,
	X86_APIC_EOI = 0x0b,
	X86_APIC_SVR = 0x0f,
	X86_APIC_ICR = 0x30,
	X86_APIC_ICR_HIGH = 0x31,
	X86_APIC_LVT_TIMER = 0x32,
	X86_APIC_LVT_LINT0 = 0x35,
	X86_APIC_TIMER_INITIAL = 0x38,
	X86_APIC_TIMER_CURRENT = 0x39,
	X86_APIC_TIMER_DIVIDE = 0x3e,
};

#define X86_APIC_LVT_MASKED        (1u << 16)
#define X86_APIC_LVT_TSC_DEADLINE  (2u << 17)

/** Whether this CPU has a local APIC that was set up. */
bool plat_x86_apic_present(void);

uint32_t plat_x86_apic_read(enum plat_x86_apic_register reg);
void plat_x86_apic_write(enum plat_x86_apic_register reg, uint32_t value);

/** This lcpu's APIC id. */
uint32_t plat_x86_apic_id(void);

/** The highest id that plat_x86_apic_send() reaches. */
uint32_t plat_x86_apic_highest_id(void);

/** The interrupt command register for @command, its lower half, to the lcpu
 * with APIC id @id. SDM 11.6.1, 11.12.9. */
uint64_t plat_x86_apic_icr(uint32_t id, uint32_t command);

/**
 * Send the interprocessor interrupt of plat_x86_apic_icr(). What was stored
 * before is seen there.
 *
 * Context: any.
 */
void plat_x86_apic_send(uint64_t icr);

/** Set the local APIC of another lcpu up as lcpu 0's is. */
void plat_x86_apic_set_up(void);

/** If set, for whoever has lines of devices come to an lcpu: have those that
 * come to this one come to that with the id @to. Interrupts off. */
extern void (*plat_x86_lines_pass_on)(uint32_t to);

#endif /* COMMON_X86_64_APIC_H */
