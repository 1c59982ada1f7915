/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of lcpus, made of what firmware tells.
 */
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#include "common/lcpu/lcpu.h"

/* The bits of each lcpu have cache lines of their own. */
#define LINE_BYTES 64u

static uint32_t words_for(uint32_t room)
{
	return (uint32_t)(((uint64_t)room + 63) / 64);
}

static uint64_t bits_bytes(uint32_t room)
{
	return plat_align_up(2 * sizeof(uint64_t) * words_for(room),
			     LINE_BYTES);
}

uint64_t plat_lcpu_table_bytes(uint32_t room)
{
	return room * (sizeof(struct plat_lcpu) + bits_bytes(room) +
		       sizeof(uint32_t));
}

/* The next one. */
static struct plat_lcpu *append(uint64_t hw_id, uint32_t firmware_uid)
{
	struct plat_lcpu_table *t = &plat_lcpu_table;
	struct plat_lcpu *lcpu = &t->lcpus[t->nr];
	char *bits = (char *)&t->lcpus[t->room] + t->nr * bits_bytes(t->room);

	*lcpu = (struct plat_lcpu){
		.id = {t->nr, firmware_uid, hw_id},
		.word = t->nr / 64,
		.bit = (uint64_t)1 << t->nr % 64,
		.posted = PLAT_LCPU_CLOSED,
		.asked_by = (uint64_t *)(void *)bits,
		.start = {.hw_id = hw_id, .is_taken = 1},
	};
	memset(bits, 0, bits_bytes(t->room));
	t->nr++;
	return lcpu;
}

void plat_lcpu_table_init(void *memory, uint32_t room, uint64_t boot_hw_id)
{
	struct plat_lcpu_table *t = &plat_lcpu_table;
	struct plat_lcpu *boot;

	t->lcpus = memory;
	t->by_hw_id = (uint32_t *)(void *)((char *)&t->lcpus[room] +
					   room * bits_bytes(room));
	t->nr = 0;
	t->room = room;
	t->nr_words = words_for(room);
	boot = append(boot_hw_id, 0);
	boot->state = PLAT_LCPU_IDLE;
	boot->posted = NULL;
	t->by_hw_id[0] = 0;
}

/* The place in by_hw_id of the first that is not below @hw_id. */
static uint32_t place_of(uint64_t hw_id)
{
	const struct plat_lcpu_table *t = &plat_lcpu_table;
	uint32_t low = 0, high = t->nr;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (t->lcpus[t->by_hw_id[middle]].id.hw_id < hw_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int plat_lcpu_find(uint64_t hw_id, uint32_t *number)
{
	const struct plat_lcpu_table *t = &plat_lcpu_table;
	uint32_t place = place_of(hw_id);

	if (place == t->nr || t->lcpus[t->by_hw_id[place]].id.hw_id != hw_id)
		return -PLAT_ENOENT;
	*number = t->by_hw_id[place];
	return 0;
}

static void insert(const struct plat_topology_lcpu *told)
{
	struct plat_lcpu_table *t = &plat_lcpu_table;
	uint32_t place = place_of(told->hw_id);

	memmove(&t->by_hw_id[place + 1], &t->by_hw_id[place],
		(t->nr - place) * sizeof(*t->by_hw_id));
	t->by_hw_id[place] = t->nr;
	(void)append(told->hw_id, told->firmware_uid);
}

void plat_lcpu_table_add(const struct plat_topology_lcpu *told)
{
	struct plat_lcpu_table *t = &plat_lcpu_table;
	uint32_t number;

	if (!(told->flags & PLAT_LCPU_ENABLED))
		return;
	if (!plat_lcpu_find(told->hw_id, &number)) {
		if (number)
			plat_warn("firmware tells twice of the CPU with the "
				  "id %#lx",
				  told->hw_id);
		else
			t->lcpus[0].id.firmware_uid = told->firmware_uid;
	} else if (t->nr < t->room) {
		insert(told);
	} else {
		plat_warn("firmware tells of one CPU more than before: %#lx",
			  told->hw_id);
	}
}

uint64_t plat_lcpu_hw_id(uint32_t number)
{
	return plat_lcpu_table.lcpus[number].id.hw_id;
}

enum plat_lcpu_state plat_lcpu_state(uint32_t number)
{
	const struct plat_lcpu *lcpu;
	uint32_t state;

	if (number >= plat_lcpu_table.nr)
		return PLAT_LCPU_OFFLINE;
	lcpu = &plat_lcpu_table.lcpus[number];
	state = plat_atomic_load_acquire(&lcpu->state);
	if (state == PLAT_LCPU_LEAVING ||
	    (state == PLAT_LCPU_IDLE &&
	     !plat_atomic_load_relaxed(
		 plat_lcpu_ptr_at(lcpu->start.base, plat_lcpu_waits))))
		return PLAT_LCPU_BUSY;
	return (enum plat_lcpu_state)state;
}

bool plat_lcpus_exist(struct plat_lcpus lcpus)
{
	for (uint32_t i = 0; lcpus.numbers && i < lcpus.nr; i++) {
		if (lcpus.numbers[i] >= plat_lcpu_table.nr)
			return false;
	}
	return true;
}
