/* SPDX-License-Identifier: BSD-3-Clause */
/* A 16550's registers are not where, or not as wide, as firmware says: no
 * machine that guests are tested on has one in memory. */
#include "tests/unit/unit.h"

#include <plat/arch/io.h>
#include <plat/console.h>
#include <plat/errno.h>
#include <plat/mmio.h>
#include <plat/stage.h>

#include "common/arm64/machine.h"
#include "common/arm64/uart.h"
#include "common/bootinfo/bootinfo.h"
#include "tests/host/support.h"

#define UART_AT 0x9001000u

enum { THR = 0, IER = 1, FCR = 2, LCR = 3, MCR = 4, LSR = 5 };

static unsigned int shift, width;
static uint8_t lsr;
static char sent[32];
static unsigned int nr_sent;
static uint8_t written[8];
static uintptr_t base;
static struct plat_console *console;
static struct plat_fdt *const fdt = &plat_arm64_machine.fdt;

void plat_console_register(struct plat_console *c)
{
	console = c;
}

/* Where plat_mmio_map() puts the registers, and what it was asked for. */
#define WINDOW 0xffff000000001000u
static struct plat_pa_range mapped;
static int map_status;

int plat_mmio_map(plat_pa_t pa, uint64_t size, enum plat_memtype type,
		  volatile void **out)
{
	assert_int_equal(type, PLAT_MT_DEVICE);
	mapped = (struct plat_pa_range){pa, size};
	*out = plat_va_ptr(plat_va(WINDOW));
	return map_status;
}

extern const struct plat_stage_entry plat_stage_console;

/* The mapping begins at a page in truth; here, at the first access. */
static unsigned int register_of(const volatile void *reg, unsigned int bytes)
{
	uintptr_t offset = (uintptr_t)reg - base;

	assert_int_equal(bytes, width);
	assert_int_equal(offset % (1u << shift), 0);
	assert_true(offset >> shift < 8);
	return (unsigned int)(offset >> shift);
}

static uint32_t read_register(const volatile void *reg, unsigned int bytes)
{
	/* The first of all asks whether the UART is there. */
	if (!base)
		base = (uintptr_t)reg - ((uintptr_t)LSR << shift);
	assert_int_equal(register_of(reg, bytes), LSR);
	return lsr;
}

static void write_register(volatile void *reg, uint32_t value,
			   unsigned int bytes)
{
	unsigned int n = register_of(reg, bytes);

	assert_true(value <= 0xff);
	if (n == THR)
		sent[nr_sent++] = (char)value;
	else
		written[n] = (uint8_t)value;
	assert_int_equal(n == LCR ? value & 0x80 : 0, 0); /* speed: as it is */
}

uint8_t plat_mmio_read8(const volatile void *reg)
{
	return (uint8_t)read_register(reg, 1);
}

uint16_t plat_mmio_read16(const volatile void *reg)
{
	return (uint16_t)read_register(reg, 2);
}

uint32_t plat_mmio_read32(const volatile void *reg)
{
	return read_register(reg, 4);
}

void plat_mmio_write8(volatile void *reg, uint8_t value)
{
	write_register(reg, value, 1);
}

void plat_mmio_write16(volatile void *reg, uint16_t value)
{
	write_register(reg, value, 2);
}

void plat_mmio_write32(volatile void *reg, uint32_t value)
{
	write_register(reg, value, 4);
}

static int setup(void **state)
{
	static const uint8_t registers[0x1000];

	(void)state;
	host_phys_put(UART_AT, registers, sizeof(registers));
	plat_bootinfo_init(&plat_boot_info, PLAT_PROTOCOL_ARM64_IMAGE);
	memset(sent, 0, sizeof(sent));
	memset(written, 0xee, sizeof(written));
	nr_sent = 0;
	base = 0;
	lsr = 0x20;
	console = NULL;
	*fdt = (struct plat_fdt){.stdout_uart = -1};
	return 0;
}

static int begin(unsigned int with_shift, unsigned int with_width)
{
	shift = with_shift;
	width = with_width;
	fdt->nr_uarts = 1;
	fdt->uarts[0] = (struct plat_fdt_uart){
		.kind = PLAT_FDT_UART_16550,
		.regs = {plat_pa(UART_AT), 0x100},
		.reg_shift = (uint8_t)with_shift,
		.reg_io_width = (uint8_t)with_width,
	};
	return plat_arm64_console_init();
}

static void expect_text(unsigned int with_shift, unsigned int with_width)
{
	setup(NULL);
	assert_int_equal(begin(with_shift, with_width), 0);
	assert_non_null(console);
	console->write(console, "a\n", 2);
	assert_string_equal(sent, "a\r\n");
	assert_int_equal(plat_boot_info.mrds.nr_mrds, 1);
	assert_int_equal(plat_boot_info.mrds.mrds[0].type, PLAT_MRD_DEVICE);
	assert_int_equal(plat_boot_info.mrds.mrds[0].start.v, UART_AT);
}

static void registers_are_as_told(void **state)
{
	(void)state;
	expect_text(0, 1);
	assert_int_equal(written[IER], 0); /* set up, once */
	assert_int_equal(written[LCR], 3);
	assert_int_equal(written[FCR], 7);
	assert_int_equal(written[MCR], 3);
	expect_text(2, 4);
	expect_text(2, 1);
	expect_text(1, 2);
}

static void one_that_is_not_there_is_none(void **state)
{
	(void)state;
	setup(NULL);
	lsr = 0xff;
	assert_int_equal(begin(0, 1), -PLAT_ENOENT);
	assert_null(console);
}

static void the_registers_move_to_their_window(void **state)
{
	const struct plat_hooks *move = plat_stage_console.hooks;

	(void)state;
	setup(NULL);
	assert_int_equal(begin(2, 4), 0);
	map_status = -PLAT_ENOMEM;
	assert_int_equal(move->init(), -PLAT_ENOMEM);
	console->write(console, "a", 1);
	map_status = 0;
	assert_int_equal(move->init(), 0);
	assert_int_equal(mapped.start.v, UART_AT);
	assert_int_equal(mapped.size, 0x48 << 2);
	base = WINDOW;
	console->write(console, "b", 1);
	assert_string_equal(sent, "ab");
}

static void no_uart_at_all_is_no_error(void **state)
{
	(void)state;
	setup(NULL);
	assert_int_equal(plat_arm64_console_init(), 0);
	assert_null(console);
	assert_int_equal(plat_boot_info.mrds.nr_mrds, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(registers_are_as_told),
		cmocka_unit_test(one_that_is_not_there_is_none),
		cmocka_unit_test(the_registers_move_to_their_window),
		cmocka_unit_test(no_uart_at_all_is_no_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
