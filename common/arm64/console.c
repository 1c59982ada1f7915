/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the UART that is the console. It stays in the early window.
 */
#include <plat/cmdline.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/mmio.h>

#include "common/arm64/uart.h"
#include "common/bootinfo/bootinfo.h"
#include "common/console/ns16550.h"
#include "common/console/pl011.h"

/* The registers that are used. */
#define PL011_BYTES   0x48u
#define NS16550_BYTES 8u

static struct plat_uart_wish wish;

static int set_console(const char *value)
{
	return plat_uart_parse(value, &wish);
}

PLAT_PARAM("console",
	   "pl011 or 16550, with @0xADDRESS if wanted, or none; default: what "
	   "firmware says",
	   set_console);

static struct plat_pl011 pl011 = {
	.console = {.name = "pl011", .write = plat_pl011_write}};

struct mmio_16550 {
	struct plat_ns16550 uart; /* first: a UART is its registers */
	volatile uint8_t *registers;
	uint8_t shift;
	uint8_t width;
};

static volatile uint8_t *register_of(const struct plat_ns16550 *uart,
				     unsigned int reg)
{
	const struct mmio_16550 *u = (const struct mmio_16550 *)uart;

	return u->registers + (reg << u->shift);
}

static uint8_t read(const struct plat_ns16550 *uart, unsigned int reg)
{
	volatile uint8_t *at = register_of(uart, reg);

	switch (((const struct mmio_16550 *)uart)->width) {
	case 4:
		return (uint8_t)plat_mmio_read32(at);
	case 2:
		return (uint8_t)plat_mmio_read16(at);
	default:
		return plat_mmio_read8(at);
	}
}

static void write(const struct plat_ns16550 *uart, unsigned int reg,
		  uint8_t value)
{
	volatile uint8_t *at = register_of(uart, reg);

	switch (((const struct mmio_16550 *)uart)->width) {
	case 4:
		plat_mmio_write32(at, value);
		return;
	case 2:
		plat_mmio_write16(at, value);
		return;
	default:
		plat_mmio_write8(at, value);
	}
}

static struct mmio_16550 serial = {
	.uart = {
		.console = {.name = "16550", .write = plat_ns16550_write},
		.read = read,
		.write = write,
		.keeps_speed = true,
	},
};

static int begin_pl011(const struct plat_uart *uart)
{
	pl011.registers = plat_early_map(uart->regs.start, PL011_BYTES,
					 PLAT_MT_DEVICE);
	if (!pl011.registers)
		return -PLAT_ENOMEM;
	pl011.is_sbsa = uart->is_sbsa;
	plat_console_register(&pl011.console);
	return 0;
}

static int begin_16550(const struct plat_uart *uart)
{
	serial.shift = uart->shift;
	serial.width = uart->width;
	serial.registers = plat_early_map(
	    uart->regs.start, (uint64_t)NS16550_BYTES << uart->shift,
	    PLAT_MT_DEVICE);
	if (!serial.registers)
		return -PLAT_ENOMEM;
	if (!plat_ns16550_present(&serial.uart))
		return -PLAT_ENOENT;
	plat_console_register(&serial.uart.console);
	return 0;
}

int plat_arm64_console_init(const struct plat_fdt *fdt)
{
	struct plat_uart uart;
	int err = plat_uart_choose(&wish, fdt, &uart);

	if (err) /* bad only where one is asked for */
		return wish.kind == PLAT_UART_ANY ||
			       wish.kind == PLAT_UART_NONE
			   ? 0
			   : err;
	err = plat_bootinfo_add_region(&plat_boot_info, uart.regs,
				       PLAT_MRD_DEVICE, "uart");
	if (err)
		return err;
	return uart.kind == PLAT_FDT_UART_PL011 ? begin_pl011(&uart)
						: begin_16550(&uart);
}
