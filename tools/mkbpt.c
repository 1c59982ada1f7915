/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mkbpt ISA > boot_tables.S
 *
 * Make the boot page tables with the page-table library, on the build
 * machine, and write them as runs: <common/paging/bpt.h> has the form. What
 * the configured frontends reach is in bpt_reach.h, which the build makes of
 * their reach.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <plat/layout.h>
#include <plat/pt.h>

#include "common/paging/bpt.h"
#include "common/paging/entry.h"

#define LARGE PLAT_MIB(2)

/* Tables are at physical addresses from 0 on here; the linker moves them.
 * The early window's are the last two. */
#define NR_TABLES 64u
#define EARLY_PD  ((NR_TABLES - 2) * PLAT_PAGE_SIZE)
#define EARLY_PT  ((NR_TABLES - 1) * PLAT_PAGE_SIZE)

static uint64_t tables[NR_TABLES][PLAT_PT_ENTRIES]
	__attribute__((aligned(4096)));
static unsigned int nr_tables;

struct reach {
	uint64_t base;
	uint64_t size;
};

/* One set of tables that an ISA's entry code may choose. */
struct set {
	const char *name;
	unsigned int nr_levels;
	unsigned int pa_bits;
	bool has_identity; /* where the entry code runs while paging goes on */
	unsigned int flags; /* of each run: PLAT_BPT_RELATIVE or 0 */
};

struct isa {
	const char *name;
	void (*geometry)(struct plat_pt_geometry *g, const struct set *set);
	struct set sets[2];
};

static void geometry_x86_64(struct plat_pt_geometry *g, const struct set *set)
{
	plat_pt_geometry_x86_64(g, set->nr_levels, set->pa_bits, false);
}

static void geometry_arm64(struct plat_pt_geometry *g, const struct set *set)
{
	plat_pt_geometry_arm64(g, PLAT_PT_HALF_UPPER, 48, set->pa_bits);
}

static const struct isa isas[] = {
	{"x86_64", geometry_x86_64,
	 {{"4", 4, 32, true, 0}, {"5", 5, 32, true, 0}}},
	{"arm64", geometry_arm64,
	 {{"48", 4, 48, false, PLAT_BPT_RELATIVE},
	  {"52", 4, 52, false, PLAT_BPT_RELATIVE}}},
};

#define PLAT_REACH(base, size) {base, size},
static const struct reach reaches[] = {
#include "bpt_reach.h"
};
#undef PLAT_REACH

static void must(int status, const char *what)
{
	if (!status)
		return;
	fprintf(stderr, "mkbpt: %s: status %d\n", what, status);
	exit(1);
}

static int table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
	if (nr_tables == NR_TABLES - 2)
		return -1;
	*table = plat_pa(nr_tables++ * PLAT_PAGE_SIZE);
	return 0;
}

static void table_free(void *ctx, plat_pa_t table)
{
	(void)ctx;
	(void)table;
}

static const struct plat_pt_ops ops = {
	.table_alloc = table_alloc,
	.table_free = table_free,
};

/* The image window: what the frontends reach, together. */
static void map_image(struct plat_pt *pt)
{
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(reaches); i++) {
		uint64_t start = plat_align_down(reaches[i].base, LARGE);
		uint64_t end = plat_align_up(reaches[i].base + reaches[i].size,
					     LARGE);

		if (!plat_range_below(start, end - start,
				      PLAT_IMAGE_WINDOW_SIZE))
			must(1, "a reach is beyond the image window");
		must(plat_pt_map(pt, plat_va(PLAT_IMAGE_BASE + start),
				 plat_pa(start), end - start,
				 PLAT_ATTR_RW | PLAT_ATTR_X,
				 PLAT_PT_KEEP | PLAT_PT_MAX_2M),
		     "image window");
	}
}

static void build(struct plat_pt *pt, struct plat_pt_geometry *g,
		  const struct isa *isa, const struct set *set)
{
	memset(tables, 0, sizeof(tables));
	nr_tables = 0;
	isa->geometry(g, set);
	must(plat_pt_init(pt, g, &ops, NULL, (uintptr_t)tables), "root");
	if (set->has_identity)
		must(plat_pt_map(pt, plat_va(0), plat_pa(0), LARGE,
				 PLAT_ATTR_RW | PLAT_ATTR_X, PLAT_PT_FAIL),
		     "identity");
	map_image(pt);
	must(plat_pt_graft(pt, plat_va(PLAT_EARLY_BASE), 2, plat_pa(EARLY_PD),
			   PLAT_PT_FAIL),
	     "early window");
	must(plat_pt_graft(pt, plat_va(PLAT_EARLY_BASE), 1, plat_pa(EARLY_PT),
			   PLAT_PT_FAIL),
	     "early window");
}

/* A table's physical address, as an expression for the assembler: where it is
 * in the image window stands for where it is from the load address on. */
static void print_table(uint64_t pa)
{
	if (pa == EARLY_PD)
		printf("plat_early_pd");
	else if (pa == EARLY_PT)
		printf("plat_early_pt");
	else
		printf("plat_bpt + %#llx", (unsigned long long)pa);
	printf(" - %#llx", (unsigned long long)PLAT_IMAGE_BASE);
}

static void print_dest(uint64_t table, unsigned int index, unsigned int count)
{
	printf("\t.long ");
	print_table(table);
	printf(" + %u, %u\n", index * 8, count);
}

static void print_link(const struct plat_pt_geometry *g, uint64_t table,
		       unsigned int index, unsigned int flags)
{
	uint64_t entry = tables[table / PLAT_PAGE_SIZE][index];
	uint64_t address = pt_table_address(g, entry);

	print_dest(table, index, 1);
	printf("\t.quad ");
	print_table(address);
	printf(" + %#llx\n\t.long 0, %u\n",
	       (unsigned long long)(entry ^ address), flags);
}

/* Pages from @index on that follow each other. */
static unsigned int print_pages(uint64_t table, unsigned int index,
				unsigned int flags)
{
	const uint64_t *entry = tables[table / PLAT_PAGE_SIZE] + index;
	unsigned int count = 1;

	while (index + count < PLAT_PT_ENTRIES &&
	       entry[count] == entry[0] + count * LARGE)
		count++;
	print_dest(table, index, count);
	printf("\t.quad %#llx\n\t.long %#llx, %u\n",
	       (unsigned long long)entry[0], (unsigned long long)LARGE, flags);
	return count;
}

/* The runs of the table at @table, which translates from @va on, and of all
 * below. Pages below 2 MiB are the identity map; all others are the image. */
static void print_runs(const struct plat_pt_geometry *g, uint64_t table,
		       unsigned int level, uint64_t va, unsigned int flags)
{
	const uint64_t *entries = tables[table / PLAT_PAGE_SIZE];
	unsigned int count;

	for (unsigned int i = 0; i < PLAT_PT_ENTRIES; i += count) {
		uint64_t at = va + i * plat_pt_span(level);

		count = 1;
		if (pt_is_table(g, entries[i], level)) {
			print_link(g, table, i, flags);
			print_runs(g, pt_table_address(g, entries[i]),
				   level - 1, at, flags);
		} else if (entries[i]) {
			count = print_pages(table, i,
					    at < LARGE ? flags
						       : flags | PLAT_BPT_CLIP);
		}
	}
}

static void print_symbol(const char *name)
{
	printf("\t.globl %s\n\t.type %s, %%object\n%s:\n", name, name, name);
}

static void print_number(const char *name, unsigned int value)
{
	print_symbol(name);
	printf("\t.long %u\n\t.size %s, 4\n", value, name);
}

static unsigned int print_set(const struct isa *isa, const struct set *set)
{
	struct plat_pt_geometry g;
	struct plat_pt pt;
	char name[32];

	build(&pt, &g, isa, set);
	printf("\t.balign 8\n");
	snprintf(name, sizeof(name), "plat_bpt_runs_%s", set->name);
	print_symbol(name);
	print_runs(&g, pt.root.v, set->nr_levels - 1, 0, set->flags);
	printf("\t.long 0, 0\n\t.quad 0\n\t.long 0, 0\n\t.size %s, . - %s\n",
	       name, name);
	snprintf(name, sizeof(name), "plat_bpt_nr_tables_%s", set->name);
	print_number(name, pt.nr_tables);
	return pt.nr_tables;
}

static void print_tables(const char *name, unsigned int nr)
{
	print_symbol(name);
	printf("\t.skip %u\n\t.size %s, %u\n", nr * 4096, name, nr * 4096);
}

static void print_isa(const struct isa *isa)
{
	unsigned int most = 0;

	printf("/* Made by tools/mkbpt. */\n"
	       "\t.section .rodata.plat_bpt, \"a\", %%progbits\n");
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(isa->sets); i++) {
		unsigned int nr = print_set(isa, &isa->sets[i]);

		most = nr > most ? nr : most;
	}
	print_number("plat_bpt_nr_tables", most);
	printf("\t.section .page_tables.bpt, \"aw\", %%nobits\n"
	       "\t.balign 4096\n");
	print_tables("plat_bpt", most);
	printf("\t.section .page_tables.early, \"aw\", %%nobits\n"
	       "\t.balign 4096\n");
	print_tables("plat_early_pd", 1);
	print_tables("plat_early_pt", 1);
	printf("\t.section .note.GNU-stack, \"\", %%progbits\n");
}

int main(int argc, char *argv[])
{
	for (size_t i = 0; argc == 2 && i < PLAT_ARRAY_SIZE(isas); i++) {
		if (strcmp(argv[1], isas[i].name))
			continue;
		print_isa(&isas[i]);
		return fflush(stdout) || ferror(stdout);
	}
	fprintf(stderr, "usage: mkbpt x86_64|arm64 > boot_tables.S\n");
	return 2;
}
