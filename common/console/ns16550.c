/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/console/ns16550.h"

#include <plat/arch/cpu.h>

/* Registers and bits; DLL and DLM while LCR.DLAB is set. */
#define REG_THR 0u
#define REG_DLL 0u
#define REG_IER 1u
#define REG_DLM 1u
#define REG_FCR 2u
#define REG_LCR 3u
#define REG_MCR 4u
#define REG_LSR 5u

#define LCR_8N1   0x03u
#define LCR_DLAB  0x80u
#define FCR_RESET 0x07u /* FIFOs on and empty */
#define MCR_ON    0x03u /* DTR, RTS */
#define LSR_THRE  0x20u /* the transmit FIFO is empty */

#define DIVISOR_115200 1u
#define FIFO_BYTES     16u

/* Far more than 16 bytes take at 9,600 baud, however slow the port is. */
#define MAX_POLLS 200000u

bool plat_ns16550_present(const struct plat_ns16550 *uart)
{
	return uart->read(uart, REG_LSR) != 0xff;
}

/* The speed, and all else. IER is there once DLAB is clear. */
#define NR_SPEED 3u
static const uint8_t set_up_values[][2] = {
	{REG_LCR, LCR_DLAB},
	{REG_DLL, DIVISOR_115200},
	{REG_DLM, 0},
	{REG_LCR, LCR_8N1},
	{REG_IER, 0},
	{REG_FCR, FCR_RESET},
	{REG_MCR, MCR_ON},
};

static void set_up(struct plat_ns16550 *uart)
{
	for (unsigned int i = uart->keeps_speed ? NR_SPEED : 0;
	     i < PLAT_ARRAY_SIZE(set_up_values); i++)
		uart->write(uart, set_up_values[i][0], set_up_values[i][1]);
	uart->ready = true;
}

/* Wait for room. Where a byte was not taken in time the next one gets a
 * single look, so that a dead line costs one wait and not one each. */
static bool wait_for_room(struct plat_ns16550 *uart)
{
	uint32_t polls = uart->stuck ? 1 : MAX_POLLS;

	while (polls--) {
		if (uart->read(uart, REG_LSR) & LSR_THRE) {
			uart->stuck = false;
			uart->room = FIFO_BYTES;
			return true;
		}
		plat_cpu_relax();
	}
	uart->stuck = true;
	return false;
}

static void put(struct plat_ns16550 *uart, char c)
{
	if (uart->room == 0 && !wait_for_room(uart))
		return;
	uart->room--;
	uart->write(uart, REG_THR, (uint8_t)c);
}

void plat_ns16550_write(const struct plat_console *self, const char *text,
			size_t length)
{
	struct plat_ns16550 *uart = (struct plat_ns16550 *)self;

	if (!uart->ready)
		set_up(uart);
	uart->room = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\n')
			put(uart, '\r');
		put(uart, text[i]);
	}
}
