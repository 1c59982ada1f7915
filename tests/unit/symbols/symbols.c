/* SPDX-License-Identifier: BSD-3-Clause */
/* A backtrace without names, or with wrong ones, sends its reader astray; a
 * damaged table must not make a second crash of the first. */
#include "tests/unit/unit.h"

#include "common/symbols/table.h"
#include "tools/mksyms-encode.h"

#define MOST 600u

static const plat_va_t table_va = {0xffffffff80123456};

static struct mksyms_symbol symbols[MOST];
static char names[MOST][80];

/* xorshift64 (Marsaglia, 2003): the same tables in each run. */
static uint64_t random_below(uint64_t limit)
{
	static uint64_t x = 88172645463325252;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x % limit;
}

static void make_name(char *name)
{
	static const char *const words[] = {
		"plat", "pt", "frame", "map", "x", "init", "acpi", "table",
	};
	size_t length = 0;

	for (uint64_t i = random_below(6); i < 6; i++)
		length += (size_t)snprintf(name + length, 20, "%s_%llu",
					   words[random_below(8)],
					   (unsigned long long)
					   random_below(12));
}

/* Some entries in ten have no name: gaps. */
static size_t make_symbols(void)
{
	size_t nr = 1 + random_below(MOST - 1);
	uint64_t address = 0xffffffff80000000 + random_below(4096);

	for (size_t i = 0; i < nr; i++) {
		names[i][0] = '\0';
		if (i + 1 < nr && random_below(10))
			make_name(names[i]);
		symbols[i] = (struct mksyms_symbol){address, names[i]};
		address += 1 + random_below(random_below(20) ? 300 : 1 << 22);
	}
	return nr;
}

/* Decodes from an allocation of just the table's size: the sanitizer sees
 * what is read beyond it. */
static bool lookup(const struct mksyms_table *table, uint64_t va, char *name,
		   size_t size, uint64_t *offset)
{
	uint8_t *copy = malloc(table->size);
	bool found;

	memcpy(copy, table->bytes, table->size);
	found = plat_symbols_lookup(copy, table->size, table_va, plat_va(va),
				    name, size, offset);
	free(copy);
	return found;
}

static void expect(const struct mksyms_table *table, uint64_t va,
		   const struct mksyms_symbol *symbol)
{
	uint64_t offset = 1;
	char name[80] = "?";
	bool found = lookup(table, va, name, sizeof(name), &offset);

	assert_string_equal(name, symbol ? symbol->name : "");
	assert_int_equal(found, symbol && symbol->name[0]);
	assert_int_equal(offset, found ? va - symbol->address : 0);
}

static void expect_all_of(const struct mksyms_table *table,
			  const struct mksyms_symbol *some, size_t nr)
{
	expect(table, some[0].address - 1, NULL);
	expect(table, 0, NULL);
	for (size_t i = 0; i + 1 < nr; i++) {
		expect(table, some[i].address, &some[i]);
		expect(table, some[i + 1].address - 1, &some[i]);
	}
	expect(table, some[nr - 1].address, NULL);
	expect(table, UINT64_MAX, NULL);
}

static void expect_all(const struct mksyms_table *table, size_t nr)
{
	expect_all_of(table, symbols, nr);
}

static void what_is_encoded_is_found(void **state)
{
	(void)state;
	for (unsigned int run = 0; run < 60; run++) {
		size_t nr = make_symbols();
		struct mksyms_table table = mksyms_encode(symbols, nr,
							  table_va.v);

		expect_all(&table, nr);
		free(table.bytes);
	}
}

static void a_table_may_come_before_the_functions(void **state)
{
	static const struct mksyms_symbol both[] = {
		{0xffffffff80123456 + 16, "after"},
		{0xffffffff80123456 + 32, ""},
	};
	struct mksyms_table table = mksyms_encode(both, 2, table_va.v);

	(void)state;
	expect(&table, both[0].address + 15, &both[0]);
	expect(&table, both[0].address - 1, NULL);
	free(table.bytes);
}

static void a_long_name_is_cut(void **state)
{
	static const struct mksyms_symbol both[] = {
		{4096, "a_name_that_is_rather_long"}, {5000, ""},
	};
	struct mksyms_table table = mksyms_encode(both, 2, table_va.v);
	uint64_t offset;
	char name[8];

	(void)state;
	for (size_t size = 1; size <= sizeof(name); size++) {
		bool found = lookup(&table, 4097, name, size, &offset);

		assert_int_equal(found, size > 1);
		assert_int_equal(strlen(name), size - 1);
		assert_memory_equal(name, both[0].name, size - 1);
	}
	name[0] = 'x';
	assert_false(lookup(&table, 4097, name, 0, &offset));
	assert_int_equal(name[0], 'x');
	free(table.bytes);
}

static void no_functions_no_names(void **state)
{
	struct mksyms_table table = mksyms_encode(symbols, 0, table_va.v);
	char name[8];
	uint64_t offset;

	(void)state;
	expect(&table, table_va.v, NULL);
	free(table.bytes);
	assert_false(plat_symbols_lookup((const uint8_t *)"", 0, table_va,
					 table_va, name, sizeof(name),
					 &offset));
}

/* Whatever is in the table: an answer, and a name that ends in its buffer. */
static void survive(const struct mksyms_table *table)
{
	char *name = malloc(24);
	uint64_t offset;
	bool found;

	found = lookup(table, symbols[0].address + random_below(1 << 16), name,
		       24, &offset);
	assert_true(strnlen(name, 24) < 24);
	assert_int_equal(found, name[0] != '\0');
	free(name);
}

static void a_damaged_table_does_no_harm(void **state)
{
	(void)state;
	for (unsigned int run = 0; run < 4000; run++) {
		size_t nr = run % 100 ? 40 : make_symbols();
		struct mksyms_table table = mksyms_encode(symbols, nr,
							  table_va.v);

		for (uint64_t i = random_below(8); i < 8; i++)
			table.bytes[random_below(table.size)] =
			    (uint8_t)random_below(256);
		if (random_below(2))
			table.size = 1 + random_below(table.size);
		survive(&table);
		free(table.bytes);
	}
}

static void a_token_cannot_stand_for_itself(void **state)
{
	/* Token 0 is {token 0, token 0}; token 1 is {token 2, 'x'}. */
	uint8_t bytes[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x5f, 0x5f, 0x61,
			   'x' - 0x20, 0, 0x5f, 1, 0x60, 0, 1, 0};
	char name[8];
	uint64_t offset;

	(void)state;
	for (uint64_t va = 0; va < 3; va++)
		assert_false(plat_symbols_lookup(bytes, sizeof(bytes),
						 plat_va(0), plat_va(va), name,
						 sizeof(name), &offset));
}

/* A distance and a name end where the table does. */
static void a_table_has_an_end(void **state)
{
	uint8_t bytes[32] = {[11] = 'a' - 0x20, [13] = 0xff, 0xff, 0xff, 0xff,
			     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			     0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
	char name[8];
	uint64_t offset;

	(void)state;
	assert_true(plat_symbols_lookup(bytes, sizeof(bytes), plat_va(0),
					plat_va(5), name, sizeof(name),
					&offset));
	assert_string_equal(name, "a");
	assert_int_equal(offset, 5);
	bytes[31] = 0xff;
	assert_false(plat_symbols_lookup(bytes, sizeof(bytes), plat_va(0),
					 plat_va(0), name, sizeof(name),
					 &offset));
	memset(bytes + 10, 0, 22);
	memset(bytes + 12, 'a' - 0x20, 20);
	assert_false(plat_symbols_lookup(bytes, sizeof(bytes), plat_va(0),
					 plat_va(0), name, sizeof(name),
					 &offset));
}

/* Each token stands for the one before, twice: 2^161 characters. */
static void a_name_may_not_take_for_ever(void **state)
{
	uint8_t bytes[10 + 322 + 6] = {[9] = 161, [10] = 'a' - 0x20,
				       [11] = 'b' - 0x20};
	char name[32];
	uint64_t offset;

	(void)state;
	for (unsigned int i = 1; i < 161; i++)
		bytes[10 + 2 * i] = bytes[11 + 2 * i] = (uint8_t)(0x5e + i);
	memcpy(bytes + 10 + 322, "\0\xff\0\1\0", 6);
	assert_true(plat_symbols_lookup(bytes, sizeof(bytes), plat_va(0),
					plat_va(0), name, sizeof(name),
					&offset));
	assert_string_equal(name, "abababababababababababababababa");
}

/* Where all functions are at multiples of 4, distances count those. */
static void distances_have_a_unit(void **state)
{
	static const struct mksyms_symbol some[] = {
		{0x400000, "one"}, {0x400004, "two"}, {0x400204, ""},
	};
	struct mksyms_table table = mksyms_encode(some, 3, table_va.v);

	(void)state;
	assert_int_equal(table.size, 10 + (1 + 4) + (1 + 4) + (2 + 1));
	expect_all_of(&table, some, 3);
	free(table.bytes);
}

/* What nm says of the functions of this test. */
static size_t read_real(FILE *nm)
{
	unsigned long long address;
	char name[80];
	size_t nr = 0;

	while (nr + 1 < MOST &&
	       fscanf(nm, "%llx %*c %79s", &address, name) == 2) {
		if (nr && symbols[nr - 1].address == address)
			continue;
		memcpy(names[nr], name, sizeof(name));
		symbols[nr] = (struct mksyms_symbol){address, names[nr]};
		nr++;
	}
	if (nr)
		names[nr - 1][0] = '\0';
	return nr;
}

static void real_functions_are_found(void **state)
{
	FILE *nm = popen("nm -n --defined-only /proc/$PPID/exe |"
			 " grep -i ' t '", "r");
	struct mksyms_table table;
	size_t nr;

	(void)state;
	assert_non_null(nm);
	nr = read_real(nm);
	pclose(nm);
	assert_true(nr > 20);
	table = mksyms_encode(symbols, nr, table_va.v);
	expect_all(&table, nr);
	free(table.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_encoded_is_found),
		cmocka_unit_test(a_table_may_come_before_the_functions),
		cmocka_unit_test(a_long_name_is_cut),
		cmocka_unit_test(no_functions_no_names),
		cmocka_unit_test(a_damaged_table_does_no_harm),
		cmocka_unit_test(a_token_cannot_stand_for_itself),
		cmocka_unit_test(a_table_has_an_end),
		cmocka_unit_test(a_name_may_not_take_for_ever),
		cmocka_unit_test(distances_have_a_unit),
		cmocka_unit_test(real_functions_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
