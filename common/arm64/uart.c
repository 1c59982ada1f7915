/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/uart.h"

#include <plat/acpi.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

/* Interface types of an SPCR: DBG2, table 3. */
#define SPCR_SBSA_32 0x0d
#define SPCR_SBSA    0x0e

#define UART_BYTES PLAT_KIB(4)

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "@0x" and the digits of a number that is not 0. */
static int parse_address(const char *text, plat_pa_t *pa)
{
	uint64_t value = 0;

	if (strncmp(text, "@0x", 3) != 0)
		return -PLAT_EINVAL;
	for (text += 3; *text; text++) {
		int digit = digit_of(*text);

		if (digit < 0 || value >> 60)
			return -PLAT_EINVAL;
		value = value << 4 | (uint64_t)digit;
	}
	*pa = plat_pa(value);
	return value ? 0 : -PLAT_EINVAL;
}

int plat_uart_parse(const char *text, struct plat_uart_wish *wish)
{
	struct plat_uart_wish w = {PLAT_UART_NONE, {0}};

	if (strcmp(text, "none") != 0) {
		if (strncmp(text, "pl011", 5) == 0)
			w.kind = PLAT_UART_PL011;
		else if (strncmp(text, "16550", 5) == 0)
			w.kind = PLAT_UART_16550;
		else
			return -PLAT_EINVAL;
		if (text[5] && parse_address(text + 5, &w.pa))
			return -PLAT_EINVAL;
	}
	*wish = w;
	return 0;
}

static bool suits(const struct plat_uart_wish *wish,
		  const struct plat_uart *uart)
{
	if (wish->pa.v && wish->pa.v != uart->regs.start.v)
		return false;
	if (wish->kind == PLAT_UART_ANY)
		return true;
	return uart->kind == (wish->kind == PLAT_UART_PL011
				  ? PLAT_FDT_UART_PL011
				  : PLAT_FDT_UART_16550);
}

static bool is_width(unsigned int bytes)
{
	return bytes == 1 || bytes == 2 || bytes == 4;
}

static bool take_fdt(const struct plat_uart_wish *wish,
		     const struct plat_fdt_uart *told, struct plat_uart *uart)
{
	struct plat_uart u = {
		.kind = told->kind,
		.regs = told->regs,
		.shift = told->reg_shift,
		.width = told->reg_io_width,
	};

	if (!is_width(u.width)) {
		plat_warn("UART at %#lx: accesses of %u bytes: one byte is "
			  "used", u.regs.start.v, u.width);
		u.width = 1;
	}
	if (!suits(wish, &u))
		return false;
	*uart = u;
	return true;
}

/* The registers are as far apart as an access is wide. */
static bool take_spcr(const struct plat_uart_wish *wish,
		      struct plat_uart *uart)
{
	struct plat_acpi_spcr spcr;
	struct plat_uart u = {.kind = PLAT_FDT_UART_PL011};

	if (plat_acpi_spcr(&spcr) || spcr.kind == PLAT_ACPI_CONSOLE_OTHER ||
	    spcr.address.space != PLAT_ACPI_MEMORY)
		return false;
	if (spcr.kind == PLAT_ACPI_CONSOLE_16550)
		u.kind = PLAT_FDT_UART_16550;
	u.is_sbsa = spcr.interface == SPCR_SBSA_32 ||
		    spcr.interface == SPCR_SBSA;
	u.regs.start = plat_pa(spcr.address.address);
	u.regs.size = UART_BYTES;
	u.width = spcr.address.access_bytes;
	if (!u.width)
		u.width = spcr.address.width_bits / 8;
	if (!is_width(u.width))
		u.width = 1;
	u.shift = u.width / 2;
	if (!suits(wish, &u))
		return false;
	*uart = u;
	return true;
}

/* An address that nobody describes is taken as it stands. */
static int take_wish(const struct plat_uart_wish *wish, struct plat_uart *uart)
{
	if (!wish->pa.v)
		return -PLAT_ENOENT;
	*uart = (struct plat_uart){
		.kind = wish->kind == PLAT_UART_PL011 ? PLAT_FDT_UART_PL011
						      : PLAT_FDT_UART_16550,
		.regs = {wish->pa, UART_BYTES},
		.width = 1,
	};
	return 0;
}

int plat_uart_choose(const struct plat_uart_wish *wish,
		     const struct plat_fdt *fdt, struct plat_uart *uart)
{
	bool has_stdout = fdt->nr_uarts && fdt->stdout_uart >= 0;

	if (wish->kind == PLAT_UART_NONE)
		return -PLAT_ENOENT;
	if (has_stdout &&
	    take_fdt(wish, &fdt->uarts[fdt->stdout_uart], uart))
		return 0;
	if (take_spcr(wish, uart))
		return 0;
	for (uint32_t i = 0; i < fdt->nr_uarts; i++) {
		if (take_fdt(wish, &fdt->uarts[i], uart))
			return 0;
	}
	return take_wish(wish, uart);
}
