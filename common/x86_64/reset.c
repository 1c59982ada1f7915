/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the reset of a PC: the chip set's reset control register, then the
 * keyboard controller's output line, then a triple fault, which shuts the CPU
 * down. Intel ICH9 data sheet 13.7.5; IBM PC/AT technical reference; Intel SDM
 * 3A 6.15, vector 8.
 */
#include <plat/arch/io.h>
#include <plat/power.h>

#define RESET_CONTROL      0xcf9
#define RESET_CONTROL_HARD 0x02
#define RESET_CONTROL_GO   0x06

#define KEYBOARD_STATUS      0x64
#define KEYBOARD_INPUT_FULL  0x02
#define KEYBOARD_PULSE_RESET 0xfe
#define MAX_POLLS            100000u

static void triple_fault(void)
{
	static const struct {
		uint16_t limit;
		uint64_t base;
	} PLAT_PACKED empty_idt = {0, 0};

	__asm__ volatile("lidt %0; ud2" : : "m"(empty_idt));
}

PLAT_COLD static void reboot(void)
{
	plat_out8(RESET_CONTROL, RESET_CONTROL_HARD);
	plat_out8(RESET_CONTROL, RESET_CONTROL_GO);
	for (uint32_t i = 0; i < MAX_POLLS; i++) {
		if (!(plat_in8(KEYBOARD_STATUS) & KEYBOARD_INPUT_FULL))
			break;
	}
	plat_out8(KEYBOARD_STATUS, KEYBOARD_PULSE_RESET);
	triple_fault();
}

PLAT_POWER(pc_reset) = {.name = "reset", .reboot = reboot};
