/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The boot tables of this build: boot_tables.S, linked as in an image, with
 * its runs expanded as the entry code does. If they were wrong, the guest
 * would triple-fault before it can say anything, or reach what it should not.
 */
#include "tests/unit/unit.h"

#include <elf.h>

#include "common/paging/bpt.h"

#define BASE       0xffffffff80000000ull /* <plat/layout.h> draws these */
#define EARLY_BASE 0xffffffffc0000000ull
#define MEMORY     0x1000000u
#define LARGE      0x200000ull

/* The image: a file with sections at their addresses. */
static unsigned char file[1 << 20];
static uint64_t memory[MEMORY / 8];

static const Elf64_Shdr *section(unsigned int i)
{
	const Elf64_Ehdr *elf = (const void *)file;

	return (const void *)(file + elf->e_shoff + i * elf->e_shentsize);
}

static const Elf64_Sym *symbol(const char *name)
{
	const Elf64_Ehdr *elf = (const void *)file;

	for (unsigned int i = 0; i < elf->e_shnum; i++) {
		const Elf64_Shdr *s = section(i);
		const Elf64_Sym *sym = (const void *)(file + s->sh_offset);
		const char *names;

		if (s->sh_type != SHT_SYMTAB)
			continue;
		names = (const char *)file + section(s->sh_link)->sh_offset;
		for (uint64_t k = 0; k < s->sh_size / sizeof(*sym); k++)
			if (!strcmp(names + sym[k].st_name, name))
				return &sym[k];
	}
	fail_msg("no symbol %s", name);
	return NULL;
}

static const void *data(const char *name)
{
	const Elf64_Sym *sym = symbol(name);
	const Elf64_Shdr *s = section(sym->st_shndx);

	assert_int_equal(s->sh_type, SHT_PROGBITS);
	return file + s->sh_offset + (sym->st_value - s->sh_addr);
}

static uint64_t pa_of(const char *name)
{
	return symbol(name)->st_value - BASE;
}

static int load(void **state)
{
	FILE *f = fopen("tests/unit/paging/bpt.elf", "rb");

	(void)state;
	if (!f || fread(file, 1, sizeof(file), f) < sizeof(Elf64_Ehdr))
		return -1;
	return fclose(f);
}

/* As the entry code: into zeroed memory, up to the end of the image. */
static void expand(const struct plat_bpt_run *run, uint64_t end)
{
	memset(memory, 0, sizeof(memory));
	for (; run->count; run++) {
		for (uint32_t i = 0; i < run->count; i++) {
			uint64_t entry = run->entry + (uint64_t)i * run->step;
			uint64_t at = run->dest / 8 + i;

			assert_int_equal(run->flags & ~1u, 0);
			if ((run->flags & 1) && (entry & ~0xfffull) >= end)
				break;
			assert_int_equal(run->dest % 8, 0);
			assert_true(at < MEMORY / 8);
			assert_int_equal(memory[at], 0);
			memory[at] = entry;
		}
	}
}

struct found {
	uint64_t nr_identity;
	uint64_t nr_image;
	uint64_t nr_tables;
	uint64_t nr_early;
};

/* Every entry of every table (Intel SDM 3A 4.5). */
static void look(uint64_t table, int level, uint64_t va, struct found *found)
{
	assert_true(table + 4096 <= MEMORY && table % 4096 == 0);
	for (uint64_t i = 0; i < 512; i++) {
		uint64_t e = memory[table / 8 + i];
		uint64_t at = va | i << (12 + 9 * level);

		if (!e)
			continue;
		if (level == 1 && (e & 0x80)) {
			/* Present, writable, A, D, large; nothing else. */
			assert_int_equal(e & 0xfff0000000001fffull, 0xe3);
			e &= 0x000fffffffe00000ull;
			if (at == 0) {
				assert_int_equal(e, 0);
				found->nr_identity++;
			} else {
				assert_true(at >= BASE && at < EARLY_BASE);
				assert_int_equal(e, at - BASE);
				found->nr_image++;
			}
			continue;
		}
		assert_true(level > 0);
		if (at == EARLY_BASE && level <= 2) {
			/* Borrowed (bit 9), so that nobody frees it. */
			assert_int_equal(e & 0xfff, 0x227);
			assert_int_equal(e & ~0xfffull,
					 pa_of(level == 2 ? "plat_early_pd"
							  : "plat_early_pt"));
			found->nr_early++;
		} else {
			assert_int_equal(e & 0xfff, 0x27);
			found->nr_tables++;
		}
		look(e & 0x000ffffffffff000ull, level - 1, at, found);
	}
}

/* The upper half's addresses have all bits set above the topmost. */
static struct found look_at_all(int nr_levels)
{
	struct found found = {.nr_tables = 1};
	uint64_t root = pa_of("plat_bpt");
	int top = nr_levels - 1;

	for (uint64_t i = 0; i < 512; i++) {
		uint64_t e = memory[root / 8 + i];
		uint64_t va = i << (12 + 9 * top);

		if (i >= 256)
			va |= ~0ull << (12 + 9 * nr_levels - 1);
		if (!e)
			continue;
		assert_int_equal(e & 0xfff, 0x27);
		found.nr_tables++;
		look(e & 0x000ffffffffff000ull, top - 1, va, &found);
	}
	return found;
}

static void check(const char *runs, const char *nr_tables, int nr_levels,
		  uint64_t end)
{
	struct found found;

	expand(data(runs), end);
	found = look_at_all(nr_levels);
	assert_int_equal(found.nr_identity, 1);
	assert_int_equal(found.nr_image, (end + LARGE - 1) / LARGE);
	assert_int_equal(found.nr_early, 2);
	assert_int_equal(found.nr_tables, *(const uint32_t *)data(nr_tables));
	assert_true(found.nr_tables * 4096 <= symbol("plat_bpt")->st_size);
}

static void with_4_levels(void **state)
{
	(void)state;
	check("plat_bpt_runs_4", "plat_bpt_nr_tables_4", 4, 0x5a0000);
	check("plat_bpt_runs_4", "plat_bpt_nr_tables_4", 4, 0x600000);
	check("plat_bpt_runs_4", "plat_bpt_nr_tables_4", 4, 1 << 30);
}

static void with_5_levels(void **state)
{
	(void)state;
	check("plat_bpt_runs_5", "plat_bpt_nr_tables_5", 5, 0x5a0001);
	check("plat_bpt_runs_5", "plat_bpt_nr_tables_5", 5, 1 << 30);
}

static void memory_for_tables_is_in_bss(void **state)
{
	static const char *const names[] = {"plat_bpt", "plat_early_pd",
					    "plat_early_pt"};

	(void)state;
	for (unsigned int i = 0; i < 3; i++) {
		const Elf64_Sym *sym = symbol(names[i]);

		assert_int_equal(section(sym->st_shndx)->sh_type, SHT_NOBITS);
		assert_int_equal(sym->st_value % 4096, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(with_4_levels),
		cmocka_unit_test(with_5_levels),
		cmocka_unit_test(memory_for_tables_is_in_bss),
	};

	return cmocka_run_group_tests(tests, load, NULL);
}
