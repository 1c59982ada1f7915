/* SPDX-License-Identifier: BSD-3-Clause */
/* A UART that takes no bytes would hang the guest at its first message. */
#include "tests/unit/unit.h"

#include <plat/arch/io.h>

#include "common/console/pl011.h"

#define DR    0x00
#define FR    0x18
#define LCR_H 0x2c
#define CR    0x30
#define IMSC  0x38
#define FULL  0x20u

static uint8_t registers[0x1000];
static char sent[64];
static unsigned int nr_sent, nr_reads, nr_set_up;
static unsigned int nr_full; /* so many looks see a full FIFO */

static unsigned int offset_of(const volatile void *reg)
{
	return (unsigned int)((uintptr_t)reg - (uintptr_t)registers);
}

uint32_t plat_mmio_read32(const volatile void *reg)
{
	assert_int_equal(offset_of(reg), FR);
	nr_reads++;
	if (!nr_full)
		return 0;
	nr_full--;
	return FULL;
}

void plat_mmio_write32(volatile void *reg, uint32_t value)
{
	switch (offset_of(reg)) {
	case DR:
		sent[nr_sent++] = (char)value;
		return;
	case LCR_H:
	case CR:
	case IMSC:
		nr_set_up++;
		return;
	default:
		fail();
	}
}

static struct plat_pl011 uart;

static int setup(void **state)
{
	(void)state;
	uart = (struct plat_pl011){.registers = registers};
	memset(sent, 0, sizeof(sent));
	nr_sent = nr_reads = nr_set_up = nr_full = 0;
	return 0;
}

static void a_line_end_is_two_characters(void **state)
{
	(void)state;
	plat_pl011_write(&uart.console, "ab\nc", 4);
	assert_string_equal(sent, "ab\r\nc");
}

static void it_is_set_up_once(void **state)
{
	(void)state;
	plat_pl011_write(&uart.console, "", 0);
	assert_int_equal(nr_set_up, 3);
	plat_pl011_write(&uart.console, "a", 1);
	assert_int_equal(nr_set_up, 3);
}

static void a_generic_uart_cannot_be_set_up(void **state)
{
	(void)state;
	uart.is_sbsa = true;
	plat_pl011_write(&uart.console, "a", 1);
	assert_int_equal(nr_set_up, 0);
	assert_string_equal(sent, "a");
}

static void it_waits_while_the_fifo_is_full(void **state)
{
	(void)state;
	nr_full = 1000;
	plat_pl011_write(&uart.console, "ab", 2);
	assert_string_equal(sent, "ab");
}

static void a_dead_line_costs_one_wait(void **state)
{
	unsigned int first;

	(void)state;
	nr_full = UINT32_MAX;
	plat_pl011_write(&uart.console, "a", 1);
	first = nr_reads;
	plat_pl011_write(&uart.console, "0123456789", 10);
	assert_int_equal(nr_sent, 0);
	assert_true(nr_reads - first <= 20);
	nr_full = 0;
	plat_pl011_write(&uart.console, "b", 1);
	assert_string_equal(sent, "b");
	assert_false(uart.stuck);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_end_is_two_characters),
		TEST(it_is_set_up_once),
		TEST(a_generic_uart_cannot_be_set_up),
		TEST(it_waits_while_the_fifo_is_full),
		TEST(a_dead_line_costs_one_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
