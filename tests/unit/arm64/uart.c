/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest would print where nobody looks, or to what is no UART. */
#include "tests/unit/acpi/firmware.h"

#include "common/arm64/uart.h"

static struct plat_uart uart;

static const struct plat_fdt none = {.stdout_uart = -1};

/* A 16550, and a PL011. */
static struct plat_fdt two(int stdout_uart)
{
	return (struct plat_fdt){
		.uarts = {{.kind = PLAT_FDT_UART_16550,
			   .regs = {plat_pa(0x1000), 0x100},
			   .reg_shift = 2,
			   .reg_io_width = 4},
			  {.kind = PLAT_FDT_UART_PL011,
			   .regs = {plat_pa(0x9000000), 0x1000},
			   .reg_io_width = 1}},
		.nr_uarts = 2,
		.stdout_uart = stdout_uart,
	};
}

static int choose(const char *text, const struct plat_fdt *fdt)
{
	struct plat_uart_wish wish = {.what = PLAT_UART_ANY};

	if (text)
		assert_int_equal(plat_uart_parse(text, &wish), 0);
	memset(&uart, 0, sizeof(uart));
	return plat_uart_choose(&wish, fdt, &uart);
}

static void without_firmware(void)
{
	host_phys_reset();
	assert_int_not_equal(plat_acpi_init(plat_pa(0)), 0);
}

static void stdout_comes_first(void **state)
{
	struct plat_fdt fdt = two(1);

	(void)state;
	put_file("spcr-pc", SPCR_AT);
	begin();
	assert_int_equal(choose(NULL, &fdt), 0);
	assert_int_equal(uart.kind, PLAT_FDT_UART_PL011);
	assert_int_equal(uart.regs.start.v, 0x9000000);
}

static void then_the_spcr(void **state)
{
	struct plat_fdt fdt = two(-1);

	(void)state;
	put_file("spcr-arm", SPCR_AT);
	begin();
	assert_int_equal(choose(NULL, &fdt), 0);
	assert_int_equal(uart.kind, PLAT_FDT_UART_PL011);
	assert_int_equal(uart.regs.start.v, 0x9000000);
	assert_int_equal(uart.regs.size, 0x1000);
	assert_int_equal(choose("16550", &fdt), 0);
	assert_int_equal(uart.regs.start.v, 0x1000);
}

static void then_the_first_that_is_described(void **state)
{
	struct plat_fdt fdt = two(-1);

	(void)state;
	without_firmware();
	assert_int_equal(choose(NULL, &fdt), 0);
	assert_int_equal(uart.kind, PLAT_FDT_UART_16550);
	assert_int_equal(uart.shift, 2);
	assert_int_equal(uart.width, 4);
	assert_int_equal(choose(NULL, &none), -PLAT_ENOENT);
}

/* Interface, then the register's space, width, offset, access, address. */
static void put_spcr(uint8_t interface, uint8_t space, uint8_t width,
		     uint8_t access)
{
	const uint8_t bytes[] = {interface, 0, 0, 0, space, width, 0, access};

	host_phys_reset();
	setup(NULL);
	put(patch(load("spcr-arm"), 36, bytes, sizeof(bytes)), SPCR_AT);
	begin();
}

static void the_spcr_tells_how_wide_registers_are(void **state)
{
	(void)state;
	put_spcr(0x12, PLAT_ACPI_MEMORY, 32, 3);
	assert_int_equal(choose(NULL, &none), 0);
	assert_int_equal(uart.kind, PLAT_FDT_UART_16550);
	assert_int_equal(uart.width, 4);
	assert_int_equal(uart.shift, 2);
	put_spcr(0, PLAT_ACPI_MEMORY, 16, 0);
	assert_int_equal(choose(NULL, &none), 0);
	assert_int_equal(uart.width, 2);
	assert_int_equal(uart.shift, 1);
	put_spcr(0, PLAT_ACPI_MEMORY, 0, 0);
	assert_int_equal(choose(NULL, &none), 0);
	assert_int_equal(uart.width, 1);
	assert_int_equal(uart.shift, 0);
}

static void the_spcr_names_a_generic_uart(void **state)
{
	(void)state;
	put_spcr(0x0e, PLAT_ACPI_MEMORY, 32, 3);
	assert_int_equal(choose(NULL, &none), 0);
	assert_int_equal(uart.kind, PLAT_FDT_UART_SBSA);
}

static void an_spcr_of_ports_or_of_another_kind_is_none(void **state)
{
	(void)state;
	put_spcr(0, PLAT_ACPI_IO, 8, 1);
	assert_int_equal(choose(NULL, &none), -PLAT_ENOENT);
	put_spcr(0x42, PLAT_ACPI_MEMORY, 8, 1);
	assert_int_equal(choose(NULL, &none), -PLAT_ENOENT);
}

static void a_wish_goes_before_all(void **state)
{
	struct plat_fdt fdt = two(1);

	(void)state;
	without_firmware();
	assert_int_equal(choose("16550", &fdt), 0);
	assert_int_equal(uart.regs.start.v, 0x1000);
	assert_int_equal(choose("pl011", &fdt), 0);
	assert_int_equal(uart.regs.start.v, 0x9000000);
	assert_int_equal(choose("none", &fdt), -PLAT_ENOENT);
	assert_int_equal(choose("pl011", &none), -PLAT_ENOENT);
}

static void an_address_is_taken_as_described_or_as_it_stands(void **state)
{
	struct plat_fdt fdt = two(-1);

	(void)state;
	without_firmware();
	assert_int_equal(choose("16550@0x1000", &fdt), 0);
	assert_int_equal(uart.width, 4);
	assert_int_equal(choose("16550@0x2000", &fdt), 0);
	assert_int_equal(uart.kind, PLAT_FDT_UART_16550);
	assert_int_equal(uart.regs.start.v, 0x2000);
	assert_int_equal(uart.width, 1);
	assert_int_equal(choose("pl011@0xfE0000000", &none), 0);
	assert_int_equal(uart.kind, PLAT_FDT_UART_PL011);
	assert_true(uart.regs.start.v == 0xfe0000000);
}

static void nonsense_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "com1", "pl01", "pl0111", "pl011@", "pl011@0x",
		"pl011@0x0", "pl011@9000000", "16550@0x12g",
		"16550@0x10000000000000001", "none@0x1000", "nonesuch"};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(bad); i++) {
		struct plat_uart_wish wish = {
		    PLAT_UART_OF_KIND, PLAT_FDT_UART_16550, {7}};

		assert_int_equal(plat_uart_parse(bad[i], &wish),
				 -PLAT_EINVAL);
		assert_int_equal(wish.what, PLAT_UART_OF_KIND);
		assert_int_equal(wish.kind, PLAT_FDT_UART_16550);
		assert_int_equal(wish.pa.v, 7);
	}
}

static void an_access_of_three_bytes_is_none(void **state)
{
	struct plat_fdt fdt = two(0);

	(void)state;
	without_firmware();
	fdt.uarts[0].reg_io_width = 3;
	assert_int_equal(choose(NULL, &fdt), 0);
	assert_int_equal(uart.width, 1);
	assert_true(host_log_has("accesses of 3 bytes"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(stdout_comes_first),
		TEST(then_the_spcr),
		TEST(then_the_first_that_is_described),
		TEST(the_spcr_tells_how_wide_registers_are),
		TEST(the_spcr_names_a_generic_uart),
		TEST(an_spcr_of_ports_or_of_another_kind_is_none),
		TEST(a_wish_goes_before_all),
		TEST(an_address_is_taken_as_described_or_as_it_stands),
		TEST(nonsense_is_refused),
		TEST(an_access_of_three_bytes_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
