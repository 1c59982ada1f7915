/* SPDX-License-Identifier: BSD-3-Clause */
/* A privileged instruction that is not replaced, or by the call for another
 * register, ends a guest that may not execute it, or corrupts it. */
#include "tests/unit/unit.h"

#include "common/x86_64/privileged.h"

#define STRIDE 16
#define ROOM   16

/* What a call of kind k goes to: code[k], STRIDE for each register. */
static uint8_t code[PLAT_NR_PRIV][16 * STRIDE];

static struct plat_x86_replacement table[PLAT_NR_PRIV];

/* Records and text, as in an image, near each other. */
static struct {
	uint8_t records[4 * PLAT_PRIV_RECORD_BYTES];
	uint8_t text[4][ROOM];
} image;

static int set_up(void **state)
{
	(void)state;
	memset(&image, 0xee, sizeof(image));
	for (unsigned int i = 0; i < PLAT_NR_PRIV; i++)
		table[i] = (struct plat_x86_replacement){code[i], STRIDE};
	return 0;
}

/* Record @i: @bytes of kind @kind. */
static void put(unsigned int i, uint8_t kind, const char *bytes,
		uint8_t nr_bytes)
{
	uint8_t *record = &image.records[i * PLAT_PRIV_RECORD_BYTES];
	int32_t distance = (int32_t)(image.text[i] - record);

	memcpy(record, &distance, sizeof(distance));
	record[4] = kind;
	record[5] = nr_bytes;
	memcpy(image.text[i], bytes, nr_bytes);
}

static const uint8_t *replace(unsigned int nr)
{
	return plat_x86_replace(image.records,
				image.records + nr * PLAT_PRIV_RECORD_BYTES,
				table);
}

static void calls(unsigned int i, unsigned int kind, unsigned int reg)
{
	const uint8_t *at = image.text[i];
	int32_t distance;

	assert_int_equal(at[0], 0xe8);
	memcpy(&distance, at + 1, sizeof(distance));
	assert_ptr_equal(at + 5 + distance, &code[kind][reg * STRIDE]);
}

/* Each kind as the assembler makes it, and the register that it has there. */
static const struct {
	uint8_t kind;
	uint8_t nr_bytes;
	char bytes[20];
	uint8_t reg;
} places[] = {
	{PLAT_PRIV_CLI, 5, "\x2e\x2e\x2e\x2e\xfa", 0},
	{PLAT_PRIV_STI, 5, "\x2e\x2e\x2e\x2e\xfb", 0},
	{PLAT_PRIV_WAIT, 5, "\x2e\x2e\x2e\xfb\xf4", 0},
	{PLAT_PRIV_HLT, 5, "\x2e\x2e\x2e\x2e\xf4", 0},
	{PLAT_PRIV_SAVE, 5, "\x2e\x2e\x9c\x58\xfa", 0},
	{PLAT_PRIV_SAVE, 5, "\x2e\x2e\x9c\x5b\xfa", 3},
	{PLAT_PRIV_SAVE, 6, "\x2e\x2e\x9c\x41\x5f\xfa", 15},
	{PLAT_PRIV_FLAGS, 5, "\x2e\x2e\x2e\x9c\x5d", 5},
	{PLAT_PRIV_FLAGS, 6, "\x2e\x2e\x2e\x9c\x41\x58", 8},
	{PLAT_PRIV_POPF, 5, "\x2e\x2e\x2e\x2e\x9d", 0},
	{PLAT_PRIV_IRET, 5, "\x2e\x2e\x2e\x48\xcf", 0},
	{PLAT_PRIV_CPUID, 5, "\x2e\x2e\x2e\x0f\xa2", 0},
	{PLAT_PRIV_READ_CR2, 5, "\x2e\x2e\x0f\x20\xd0", 0},
	{PLAT_PRIV_READ_CR2, 6, "\x2e\x2e\x41\x0f\x20\xd4", 12},
	{PLAT_PRIV_READ_CR3, 5, "\x2e\x2e\x0f\x20\xdf", 7},
	{PLAT_PRIV_WRITE_CR3, 5, "\x2e\x2e\x0f\x22\xde", 6},
	{PLAT_PRIV_READ_CR4, 6, "\x2e\x2e\x41\x0f\x20\xe1", 9},
	{PLAT_PRIV_WRITE_CR4, 5, "\x2e\x2e\x0f\x22\xe2", 2},
	{PLAT_PRIV_INVLPG, 5, "\x2e\x2e\x0f\x01\x3f", 7},
	{PLAT_PRIV_INVLPG, 5, "\x2e\x2e\x0f\x01\x3b", 3},
	{PLAT_PRIV_FLUSH_ALL, 19,
	 "\x0f\x20\xe0\x48\x0f\xba\xf8\x07\x0f\x22\xe0\x48\x0f\xba\xf8\x07"
	 "\x0f\x22\xe0", 0},
	{PLAT_PRIV_WRMSR, 5, "\x2e\x2e\x2e\x0f\x30", 0},
	{PLAT_PRIV_PROBE_RDMSR, 5, "\x2e\x2e\x2e\x0f\x32", 0},
	{PLAT_PRIV_PROBE_WRMSR, 5, "\x2e\x2e\x2e\x0f\x30", 0},
};

static void each_kind_becomes_its_call(void **state)
{
	bool was_there[PLAT_NR_PRIV] = {false};

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		uint8_t nr_bytes = places[i].nr_bytes;

		was_there[places[i].kind] = true;
		if (nr_bytes > ROOM) /* only its beginning counts */
			nr_bytes = ROOM;
		put(0, places[i].kind, places[i].bytes, nr_bytes);
		assert_null(replace(1));
		calls(0, places[i].kind, places[i].reg);
	}
	for (unsigned int i = 0; i < PLAT_NR_PRIV; i++)
		assert_true(was_there[i]);
}

static void what_is_left_of_a_place_does_nothing(void **state)
{
	(void)state;
	put(0, PLAT_PRIV_CLI, "\x2e\x2e\x2e\x2e\xfa", 5);
	put(1, PLAT_PRIV_SAVE, "\x2e\x2e\x9c\x41\x5f\xfa", 6);
	put(2, PLAT_PRIV_FLUSH_ALL, places[20].bytes, 9);
	assert_null(replace(3));
	assert_int_equal(image.text[0][5], 0xee);
	assert_int_equal(image.text[1][5], 0x90); /* NOP */
	assert_int_equal(image.text[1][6], 0xee);
	assert_int_equal(image.text[2][5], 0xeb); /* JMP over two bytes */
	assert_int_equal(image.text[2][6], 2);
	assert_int_equal(image.text[2][9], 0xee);
}

static void one_for_all_registers(void **state)
{
	(void)state;
	table[PLAT_PRIV_WRITE_CR4].stride = 0;
	put(0, PLAT_PRIV_WRITE_CR4, "\x2e\x2e\x0f\x22\xe2", 5);
	assert_null(replace(1));
	calls(0, PLAT_PRIV_WRITE_CR4, 0);
}

static void each_place_is_replaced(void **state)
{
	(void)state;
	put(0, PLAT_PRIV_CLI, "\x2e\x2e\x2e\x2e\xfa", 5);
	put(1, PLAT_PRIV_STI, "\x2e\x2e\x2e\x2e\xfb", 5);
	put(2, PLAT_PRIV_CLI, "\x2e\x2e\x2e\x2e\xfa", 5);
	put(3, PLAT_PRIV_HLT, "\x2e\x2e\x2e\x2e\xf4", 5);
	assert_null(replace(4));
	calls(0, PLAT_PRIV_CLI, 0);
	calls(1, PLAT_PRIV_STI, 0);
	calls(2, PLAT_PRIV_CLI, 0);
	calls(3, PLAT_PRIV_HLT, 0);
}

static void what_is_none_of_its_kind_is_refused(void **state)
{
	static const struct {
		uint8_t kind;
		uint8_t nr_bytes;
		const char *bytes;
	} bad[] = {
		{PLAT_PRIV_CLI, 5, "\x2e\x2e\x2e\x2e\xfb"},
		{PLAT_PRIV_CLI, 4, "\x2e\x2e\x2e\xfa\x90"},
		{PLAT_PRIV_WAIT, 5, "\x2e\x2e\x2e\xfb\xfb"},
		{PLAT_PRIV_READ_CR2, 5, "\x2e\x2e\x0f\x20\xd8"},
		{PLAT_PRIV_IRET, 5, "\x2e\x2e\x2e\x2e\xcf"},
		{PLAT_NR_PRIV, 5, "\x2e\x2e\x2e\x2e\xfa"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		put(0, PLAT_PRIV_CLI, "\x2e\x2e\x2e\x2e\xfa", 5);
		put(1, bad[i].kind, bad[i].bytes, bad[i].nr_bytes);
		assert_ptr_equal(replace(2), image.text[1]);
		calls(0, PLAT_PRIV_CLI, 0);
		assert_memory_equal(image.text[1], bad[i].bytes,
				    bad[i].nr_bytes);
	}
}

static void what_the_frontend_has_nothing_for_is_refused(void **state)
{
	(void)state;
	table[PLAT_PRIV_INVLPG].code = NULL;
	put(0, PLAT_PRIV_INVLPG, "\x2e\x2e\x0f\x01\x3f", 5);
	assert_ptr_equal(replace(1), image.text[0]);
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(each_kind_becomes_its_call),
		TEST(what_is_left_of_a_place_does_nothing),
		TEST(one_for_all_registers),
		TEST(each_place_is_replaced),
		TEST(what_is_none_of_its_kind_is_refused),
		TEST(what_the_frontend_has_nothing_for_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
