/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: which UART is the console.
 */
#ifndef COMMON_ARM64_UART_H
#define COMMON_ARM64_UART_H

#include <plat/fdt.h>
#include <plat/types.h>

/* What the command line asks for. */
struct plat_uart_wish {
	enum {
		PLAT_UART_ANY,
		PLAT_UART_OF_KIND,
		PLAT_UART_NONE,
	} what;
	enum plat_fdt_uart_kind kind;
	plat_pa_t pa; /* 0: where firmware says */
};

struct plat_uart {
	enum plat_fdt_uart_kind kind;
	struct plat_pa_range regs;
	uint8_t shift;             /* 16550: log2 of the registers' distance */
	uint8_t width;             /* 16550: bytes of an access: 1, 2, 4 */
};

/**
 * Read "pl011", "16550", "none"; the first two may go on with "@0xADDRESS".
 *
 * Returns: 0; -PLAT_EINVAL: none of these, @wish is as it was.
 */
PLAT_MUST_CHECK
int plat_uart_parse(const char *text, struct plat_uart_wish *wish);

/**
 * Choose: what @wish says; else what the devicetree names as stdout; else
 * what ACPI's SPCR says; else the first that is described.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_ENOENT: there is none, or none that is wished for; @uart
 *          is none, then.
 */
PLAT_MUST_CHECK
int plat_uart_choose(const struct plat_uart_wish *wish,
		     const struct plat_fdt *fdt, struct plat_uart *uart);

/** Bring up the console, as plat.console= says: an early device's init. */
PLAT_MUST_CHECK int plat_arm64_console_init(void);

#endif /* COMMON_ARM64_UART_H */
