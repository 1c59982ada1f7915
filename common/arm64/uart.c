/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/uart.h"

#include <plat/acpi.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#define UART_BYTES PLAT_KIB(4)

#define NO_DIGIT 16u

static unsigned int digit_of(char c)
{
	unsigned int digit = (unsigned int)c - '0';
	unsigned int letter = ((unsigned int)c | 0x20) - 'a';

	if (digit < 10)
		return digit;
	return letter < 6 ? letter + 10 : NO_DIGIT;
}

/* "@0x" and the digits of a number that is not 0. */
static int parse_address(const char *text, plat_pa_t *pa)
{
	uint64_t value = 0;

	if (strncmp(text, "@0x", 3) != 0)
		return -PLAT_EINVAL;
	for (text += 3; *text; text++) {
		unsigned int digit = digit_of(*text);

		if (digit == NO_DIGIT || value >> 60)
			return -PLAT_EINVAL;
		value = value << 4 | digit;
	}
	*pa = plat_pa(value);
	return value ? 0 : -PLAT_EINVAL;
}

int plat_uart_parse(const char *text, struct plat_uart_wish *wish)
{
	struct plat_uart_wish w = {.what = PLAT_UART_NONE};

	if (strcmp(text, "none") != 0) {
		w.what = PLAT_UART_OF_KIND;
		if (strncmp(text, "pl011", 5) == 0)
			w.kind = PLAT_FDT_UART_PL011;
		else if (strncmp(text, "16550", 5) == 0)
			w.kind = PLAT_FDT_UART_16550;
		else
			return -PLAT_EINVAL;
		if (text[5] && parse_address(text + 5, &w.pa))
			return -PLAT_EINVAL;
	}
	*wish = w;
	return 0;
}

/* Else it is a PL011, or what is left of one. */
static bool is_16550(enum plat_fdt_uart_kind kind)
{
	return kind == PLAT_FDT_UART_16550;
}

/* Whether @uart is what is wished for; its width is mended. */
static bool suits(const struct plat_uart_wish *wish, struct plat_uart *uart)
{
	uint8_t width = uart->width;

	if (width != 1 && width != 2 && width != 4) {
		uart->width = 1;
		if (width)
			plat_warn("UART at %#lx: accesses of %u bytes: one "
				  "byte is used", uart->regs.start.v, width);
	}
	return (wish->what == PLAT_UART_ANY ||
		is_16550(wish->kind) == is_16550(uart->kind)) &&
	       (!wish->pa.v || wish->pa.v == uart->regs.start.v);
}

static bool take_fdt(const struct plat_uart_wish *wish,
		     const struct plat_fdt_uart *told, struct plat_uart *uart)
{
	*uart = (struct plat_uart){
		.kind = told->kind,
		.regs = told->regs,
		.shift = told->reg_shift,
		.width = told->reg_io_width,
	};
	return suits(wish, uart);
}

static const uint8_t kinds[] = {
	[PLAT_ACPI_CONSOLE_16550] = PLAT_FDT_UART_16550,
	[PLAT_ACPI_CONSOLE_PL011] = PLAT_FDT_UART_PL011,
	[PLAT_ACPI_CONSOLE_SBSA] = PLAT_FDT_UART_SBSA,
};

/* The registers are as far apart as an access is wide. */
static bool take_spcr(const struct plat_uart_wish *wish,
		      struct plat_uart *uart)
{
	struct plat_acpi_spcr spcr;

	if (plat_acpi_spcr(&spcr) || spcr.kind == PLAT_ACPI_CONSOLE_OTHER ||
	    spcr.address.space != PLAT_ACPI_MEMORY)
		return false;
	*uart = (struct plat_uart){
		.kind = kinds[spcr.kind],
		.regs = {plat_pa(spcr.address.address), UART_BYTES},
		.width = spcr.address.access_bytes,
	};
	if (!uart->width)
		uart->width = spcr.address.width_bits / 8;
	if (!suits(wish, uart))
		return false;
	uart->shift = uart->width / 2;
	return true;
}

/* An address that nobody describes is taken as it stands. */
static int take_wish(const struct plat_uart_wish *wish, struct plat_uart *uart)
{
	if (!wish->pa.v)
		return -PLAT_ENOENT;
	*uart = (struct plat_uart){
		.kind = wish->kind,
		.regs = {wish->pa, UART_BYTES},
		.width = 1,
	};
	return 0;
}

int plat_uart_choose(const struct plat_uart_wish *wish,
		     const struct plat_fdt *fdt, struct plat_uart *uart)
{
	const struct plat_fdt_uart *told = fdt->uarts;

	if (wish->what == PLAT_UART_NONE)
		return -PLAT_ENOENT;
	if (fdt->nr_uarts && fdt->stdout_uart >= 0 &&
	    take_fdt(wish, &told[fdt->stdout_uart], uart))
		return 0;
	if (take_spcr(wish, uart))
		return 0;
	for (; told < &fdt->uarts[fdt->nr_uarts]; told++) {
		if (take_fdt(wish, told, uart))
			return 0;
	}
	return take_wish(wish, uart);
}
