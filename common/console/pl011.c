/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/console/pl011.h"

#include <plat/arch/cpu.h>
#include <plat/mmio.h>

/* Registers and bits. DDI 0183 3.2. */
#define UARTDR    0x00u
#define UARTFR    0x18u
#define UARTLCR_H 0x2cu
#define UARTCR    0x30u
#define UARTIMSC  0x38u

#define FR_TXFF 0x20u /* the transmit FIFO is full */
#define LCR_FEN 0x10u /* FIFOs on */
#define LCR_8N  0x60u
#define CR_ON   0x301u /* UARTEN, TXE, RXE */

/* Far more than a byte takes at 9,600 baud, however slow the port is. */
#define MAX_POLLS 200000u

/* The speed stays as whoever was there before us left it: its divisor depends
 * on a clock that is not known. */
static void set_up(struct plat_pl011 *uart)
{
	if (!uart->is_sbsa) {
		plat_mmio_write32(uart->registers + UARTIMSC, 0);
		plat_mmio_write32(uart->registers + UARTLCR_H,
				  LCR_8N | LCR_FEN);
		plat_mmio_write32(uart->registers + UARTCR, CR_ON);
	}
	uart->ready = true;
}

/* Where a byte was not taken in time the next one gets a single look, so that
 * a dead line costs one wait and not one each. */
static void put(struct plat_pl011 *uart, char c)
{
	uint32_t polls = uart->stuck ? 1 : MAX_POLLS;

	while (plat_mmio_read32(uart->registers + UARTFR) & FR_TXFF) {
		if (--polls == 0) {
			uart->stuck = true;
			return;
		}
		plat_cpu_relax();
	}
	uart->stuck = false;
	plat_mmio_write32(uart->registers + UARTDR, (uint8_t)c);
}

void plat_pl011_write(const struct plat_console *self, const char *text,
		      size_t length)
{
	struct plat_pl011 *uart = (struct plat_pl011 *)self;

	if (!uart->ready)
		set_up(uart);
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\n')
			put(uart, '\r');
		put(uart, text[i]);
	}
}
