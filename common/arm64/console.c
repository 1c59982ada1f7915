/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the UART that is the console. Its registers are in the early window
 * until the kernel's page tables are there, and in the MMIO window from then on.
 */
#include <plat/cmdline.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/mmio.h>
#include <plat/stage.h>

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

PLAT_PARAM("console", set_console);

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

/* Where the console's registers are, and who knows. */
static struct plat_pa_range registers;
static volatile uint8_t **mapped;

static int map(plat_pa_t pa, uint64_t size, volatile uint8_t **where)
{
	*where = plat_early_map(pa, size, PLAT_MT_DEVICE);
	if (!*where)
		return -PLAT_ENOMEM;
	registers = (struct plat_pa_range){pa, size};
	return 0;
}

/* The device does not notice: nobody prints meanwhile. */
static int move_init(void)
{
	const volatile uint8_t *early;
	volatile void *late;
	int err;

	if (!mapped)
		return 0;
	err = plat_mmio_map(registers.start, registers.size, PLAT_MT_DEVICE,
			    &late);
	if (err)
		return err;
	early = *mapped;
	*mapped = late;
	plat_early_unmap((const void *)early, registers.size);
	return 0;
}

PLAT_STAGE(irq, memory, console, .init = move_init);

static int begin_pl011(const struct plat_uart *uart)
{
	int err = map(uart->regs.start, PL011_BYTES, &pl011.registers);

	if (err)
		return err;
	mapped = &pl011.registers;
	pl011.is_sbsa = uart->is_sbsa;
	plat_console_register(&pl011.console);
	return 0;
}

static int begin_16550(const struct plat_uart *uart)
{
	int err;

	serial.shift = uart->shift;
	serial.width = uart->width;
	err = map(uart->regs.start, (uint64_t)NS16550_BYTES << uart->shift,
		  &serial.registers);
	if (err)
		return err;
	if (!plat_ns16550_present(&serial.uart))
		return -PLAT_ENOENT;
	mapped = &serial.registers;
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
