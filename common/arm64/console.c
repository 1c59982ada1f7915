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

#include "common/arm64/machine.h"
#include "common/arm64/uart.h"
#include "common/bootinfo/bootinfo.h"
#include "common/console/ns16550.h"
#include "common/console/pl011.h"

/* The registers that are used, of either kind. */
#define REGISTER_BYTES 0x48u

static struct plat_uart_wish wish;

static int set_console(const char *value)
{
	return plat_uart_parse(value, &wish);
}

PLAT_PARAM("console", set_console);

/* The console, and where its registers are in the early window; NULL: it has
 * none, or they are there no more. */
static struct plat_uart uart;
static volatile uint8_t *early;

static struct plat_pl011 pl011 = {
	.console = {.name = "pl011", .write = plat_pl011_write}};

static volatile uint8_t *register_of(const struct plat_ns16550 *serial,
				     unsigned int reg)
{
	return (volatile uint8_t *)(uintptr_t)serial->base +
	       (reg << uart.shift);
}

static uint8_t read(const struct plat_ns16550 *serial, unsigned int reg)
{
	volatile uint8_t *at = register_of(serial, reg);

	if (uart.width == 4)
		return (uint8_t)plat_mmio_read32(at);
	if (uart.width == 2)
		return (uint8_t)plat_mmio_read16(at);
	return plat_mmio_read8(at);
}

static void write(const struct plat_ns16550 *serial, unsigned int reg,
		  uint8_t value)
{
	volatile uint8_t *at = register_of(serial, reg);

	if (uart.width == 4)
		plat_mmio_write32(at, value);
	else if (uart.width == 2)
		plat_mmio_write16(at, value);
	else
		plat_mmio_write8(at, value);
}

static struct plat_ns16550 ns16550 = {
	.console = {.name = "16550", .write = plat_ns16550_write},
	.read = read,
	.write = write,
	.keeps_speed = true,
};

static void set_registers(volatile uint8_t *at)
{
	pl011.registers = at;
	ns16550.base = (uintptr_t)at;
}

/* The device does not notice: nobody prints meanwhile. */
static int move_init(void)
{
	volatile void *late;
	int err;

	if (!early)
		return 0;
	err = plat_mmio_map(uart.regs.start, uart.regs.size, PLAT_MT_DEVICE,
			    &late);
	if (err)
		return err;
	set_registers(late);
	plat_early_unmap((const void *)early, uart.regs.size);
	early = NULL;
	return 0;
}

PLAT_STAGE(irq, memory, console, .init = move_init);

static int begin(void)
{
	volatile uint8_t *at;

	uart.regs.size = (uint64_t)REGISTER_BYTES << uart.shift;
	at = plat_early_map(uart.regs.start, uart.regs.size, PLAT_MT_DEVICE);
	if (!at)
		return -PLAT_ENOMEM;
	set_registers(at);
	pl011.is_sbsa = uart.kind == PLAT_FDT_UART_SBSA;
	if (uart.kind != PLAT_FDT_UART_16550)
		plat_console_register(&pl011.console);
	else if (plat_ns16550_present(&ns16550))
		plat_console_register(&ns16550.console);
	else
		return -PLAT_ENOENT;
	early = at;
	return 0;
}

int plat_arm64_console_init(void)
{
	int err = plat_uart_choose(&wish, &plat_arm64_machine.fdt, &uart);

	if (err) /* bad only where one is asked for */
		return wish.what == PLAT_UART_OF_KIND ? err : 0;
	err = plat_bootinfo_add_region(&plat_boot_info, uart.regs,
				       PLAT_MRD_DEVICE, "uart");
	return err ? err : begin();
}
