/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The guest's page tables.
 */
#include <string.h>

#include "tests/xen/xlook/isa.h"

#define NR_ENTRIES 512u

struct walk {
	void (*visit)(const struct page *page, void *arg);
	void (*visit_table)(uint64_t frame, unsigned int level, void *arg);
	void *arg;
	unsigned long nr;
};

/* Bytes that an entry of @level stands for; 1: a page. */
static uint64_t size_of(unsigned int level)
{
	return UINT64_C(1) << (PAGE_SHIFT + 9 * (level - 1));
}

static struct page page_of(uint64_t entry, unsigned int level, uint64_t va,
			   unsigned int can)
{
	uint64_t size = size_of(level);

	return (struct page){.va = va & ~(size - 1),
			     .pa = entry & isa_address & ~(size - 1),
			     .size = size,
			     .can = can};
}

bool tables_find(const struct vcpu *vcpu, uint64_t va, struct page *out)
{
	unsigned int can = CAN_WRITE | CAN_EXECUTE | IS_USERS;
	uint64_t table[NR_ENTRIES], entry = vcpu->roots[va >> 63];

	if (entry == NO_ROOT)
		return false;
	for (unsigned int level = vcpu->nr_levels; level; level--) {
		if (!domain_frame((entry & isa_address) >> PAGE_SHIFT, table))
			return false;
		entry = table[va / size_of(level) % NR_ENTRIES];
		if (!isa_is_present(entry))
			return false;
		can = isa_left(can, entry, level);
		if (isa_is_page(entry, level)) {
			*out = page_of(entry, level, va, can);
			return true;
		}
	}
	return false;
}

static void walk_table(struct walk *walk, uint64_t pa, unsigned int level,
		       uint64_t va, unsigned int can)
{
	uint64_t table[NR_ENTRIES];

	if (!domain_frame(pa >> PAGE_SHIFT, table))
		return;
	if (walk->visit_table)
		walk->visit_table(pa >> PAGE_SHIFT, level, walk->arg);
	for (unsigned int i = 0; i < NR_ENTRIES; i++) {
		uint64_t at = va + i * size_of(level);
		unsigned int now = isa_left(can, table[i], level);
		struct page page = page_of(table[i], level, at, now);

		if (!isa_is_present(table[i]) || isa_is_xens(at))
			continue;
		if (!isa_is_page(table[i], level)) {
			walk_table(walk, table[i] & isa_address, level - 1, at,
				   now);
			continue;
		}
		walk->nr++;
		if (walk->visit)
			walk->visit(&page, walk->arg);
	}
}

static void walk_half(struct walk *walk, const struct vcpu *vcpu,
		      unsigned int half)
{
	if (vcpu->roots[half] != NO_ROOT)
		walk_table(walk, vcpu->roots[half], vcpu->nr_levels, 0,
			   CAN_WRITE | CAN_EXECUTE | IS_USERS);
}

static void walk_all(struct walk *walk, const struct vcpu *vcpu)
{
	walk_half(walk, vcpu, 0);
	if (vcpu->roots[1] != vcpu->roots[0])
		walk_half(walk, vcpu, 1);
}

unsigned long tables_walk(const struct vcpu *vcpu,
			  void (*visit)(const struct page *page, void *arg),
			  void *arg)
{
	struct walk walk = {.visit = visit, .arg = arg};

	walk_all(&walk, vcpu);
	return walk.nr;
}

void tables_walk_tables(const struct vcpu *vcpu,
			void (*visit)(uint64_t frame, unsigned int level,
				      void *arg),
			void *arg)
{
	struct walk walk = {.visit_table = visit, .arg = arg};

	walk_all(&walk, vcpu);
}

size_t tables_read(const struct vcpu *vcpu, uint64_t va, void *to, size_t size)
{
	size_t done = 0;

	while (done < size) {
		uint64_t at = va + done;
		size_t part = PAGE_SIZE - (at & PAGE_MASK);
		char frame[PAGE_SIZE];
		struct page page;

		if (!tables_find(vcpu, at, &page) ||
		    !domain_frame((page.pa + (at - page.va)) >> PAGE_SHIFT,
				  frame))
			break;
		if (part > size - done)
			part = size - done;
		memcpy((char *)to + done, frame + (at & PAGE_MASK), part);
		done += part;
	}
	return done;
}
