/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A machine around a set of page tables: frames, a hypervisor that may refuse
 * writes, a TLB, and a walker of its own that reads the tables as the
 * specifications say, without the library's codec. Beside it a flat model of
 * what should be mapped.
 *
 * The address space is cut into cells at a few chosen addresses, from 4 KiB
 * to 512 GiB apart. Every operation begins and ends at such an address, so
 * each cell is either mapped as a whole or not, and the model stays small.
 */
#ifndef TESTS_UNIT_PAGING_WORLD_H
#define TESTS_UNIT_PAGING_WORLD_H

#include "tests/unit/unit.h"

#include <plat/errno.h>
#include <plat/pt.h>

#define NR_FRAMES 2048u
#define MAX_CELLS 48u

/* What an address space is reached through. */
enum flavour {
	NATIVE,
	PV,    /* scrambled frames, attached tables are read-only */
	LATE,  /* the same, and writes are put off until they are committed */
	ALIAS, /* a shared page's address has the top bit set */
	WATCH, /* native addresses, every write is seen */
};

struct translation {
	bool is_mapped;
	uint64_t pa;   /* of the page's first byte */
	uint64_t size;
	plat_attr_t attr;
};

struct cell {
	uint64_t va;
	uint64_t size;
	bool is_mapped;
	uint64_t pa;
	plat_attr_t attr;
	struct translation tlb[2]; /* of the first and the last page */
};

enum op_kind { OP_MAP, OP_UNMAP, OP_PROTECT, NR_OPS };

struct operation {
	enum op_kind kind;
	unsigned int first; /* cells [first, end) */
	unsigned int end;
	uint64_t pa;
	plat_attr_t attr;
	unsigned int how;
};

struct world {
	struct plat_pt_geometry geometry;
	struct plat_pt_ops ops;
	struct plat_pt pt;
	enum flavour flavour;
	uint64_t rng;

	uint64_t *memory; /* NR_FRAMES frames */
	uint64_t *shadow; /* attached ones as they should be */
	uint32_t free_list[NR_FRAMES];
	uint32_t nr_free;
	bool is_used[NR_FRAMES];
	bool is_attached[NR_FRAMES];
	bool is_old[NR_FRAMES]; /* was there before the operation */

	struct cell cells[MAX_CELLS];
	unsigned int nr_cells;

	/* The n-th call from now on fails; 0: none does. */
	unsigned int fail_alloc;
	unsigned int fail_write;
	unsigned int fail_attach;
	bool has_failed;
	bool is_ending; /* nobody uses the root any more */

	/* Since the operation began. */
	unsigned int nr_flushes;
	unsigned int nr_writes;
	struct plat_pt_flush flush; /* all of them together */

	/* LATE: what has not been committed. */
	struct late {
		uint64_t *at;
		uint64_t entry;
		uint32_t frame;
	} late[4096];
	unsigned int nr_late;

	/* WATCH: live entries that were taken out since the invalidate. */
	struct gone {
		uint64_t *entry;
		uint64_t was;
	} gone[8192];
	unsigned int nr_gone;
};

/** A random number below @n. */
uint64_t world_random(struct world *w, uint64_t n);

/** Begin: x86_64 with 4 or 5 levels, or arm64 with 39, 48 or 52 bits. */
struct world *world_new(const struct plat_pt_geometry *geometry,
			enum flavour flavour, uint64_t seed);
void world_free(struct world *w);

/** Make the flat model's cells: those of the geometry, or a given few. */
void world_set_cells(struct world *w, const uint64_t *bounds,
		     unsigned int nr_bounds);
uint64_t world_centre(const struct world *w);

/** What the hardware would find for @va. */
struct translation world_walk(const struct world *w, uint64_t va);

/** Tables that are referred to, the root included; borrowed ones are not. */
unsigned int world_count_tables(const struct world *w);

/** An operation that is worth trying. */
struct operation world_choose(struct world *w);

/** Now and then, make it one of PLAT_PT_BUILD, where that cannot fail. */
void world_build(struct world *w, struct operation *op);

/** Do it, to the tables only. */
int world_do(struct world *w, const struct operation *op);

/** What the flat model says its status is; and do it to the model. */
int world_expect(const struct world *w, const struct operation *op);
void world_apply(struct world *w, const struct operation *op);

/** Do it to both and compare a sample; then everything. */
void world_step(struct world *w, const struct operation *op);
void world_check(struct world *w);

#endif /* TESTS_UNIT_PAGING_WORLD_H */
