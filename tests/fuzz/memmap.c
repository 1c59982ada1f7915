/* SPDX-License-Identifier: BSD-3-Clause */
/* A memory map, as any firmware may tell it, to the MRD normaliser. */
#include "tests/fuzz/fuzz.h"

#include <plat/errno.h>
#include <plat/mrd.h>

#define MAX 64u

/* One region of the input. */
struct record {
	uint8_t type;
	uint8_t how;    /* shifts of start and size */
	uint16_t start;
	uint16_t size;
} __attribute__((packed));

static struct plat_mrd inputs[MAX];
static unsigned int nr_inputs;

/* Few bits of each number are enough to overlap, to wrap, to be odd. */
static uint64_t scale(uint16_t value, unsigned int shift)
{
	static const uint8_t shifts[] = {0, 12, 11, 20, 32, 44, 48, 52};
	uint64_t high = shift & 8 ? UINT64_MAX << 20 : 0;

	return ((uint64_t)value << shifts[shift & 7]) + high;
}

static void read_inputs(const uint8_t *data, size_t size)
{
	struct record r;

	for (nr_inputs = 0; size >= sizeof(r) && nr_inputs < MAX;
	     nr_inputs++) {
		memcpy(&r, data, sizeof(r));
		data += sizeof(r);
		size -= sizeof(r);
		inputs[nr_inputs] = (struct plat_mrd){
			.start = {scale(r.start, r.how & 15)},
			.size = scale(r.size, r.how >> 4),
			.attr = PLAT_ATTR_RW,
			.type = r.type % (PLAT_NR_MRD_TYPES + 1),
			.owner = r.type & 0x80 ? "a" : "b",
		};
	}
}

static void check_shape(const struct plat_mrd_list *list)
{
	uint64_t end = 0;

	FUZZ_CHECK(list->nr_mrds <= list->capacity);
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *m = &list->mrds[i];

		FUZZ_CHECK(m->start.v >= end && m->size > 0);
		FUZZ_CHECK(((m->start.v | m->size) & PLAT_PAGE_MASK) == 0);
		FUZZ_CHECK(m->start.v + m->size > m->start.v);
		FUZZ_CHECK(m->type < PLAT_NR_MRD_TYPES && m->owner);
		end = m->start.v + m->size;
	}
}

/* What is at @pa in the end must yield to nothing that was added there. */
static void check_at(const struct plat_mrd_list *list,
		     const struct plat_mrd *in, uint64_t pa)
{
	const struct plat_mrd *m = plat_mrd_find(list, plat_pa(pa));

	/* The last page of the address space belongs to nobody. */
	if (pa >= UINT64_MAX - PLAT_PAGE_MASK)
		return;
	FUZZ_CHECK(m && m->start.v <= pa && pa - m->start.v < m->size);
	FUZZ_CHECK(in->type >= PLAT_NR_MRD_TYPES
		       ? m->type >= PLAT_MRD_RESERVED : m->type >= in->type);
}

static void check_input(const struct plat_mrd_list *list,
			const struct plat_mrd *in)
{
	uint64_t last = in->start.v + in->size - 1;

	if (in->size == 0 || in->type <= PLAT_MRD_HOLE)
		return;
	if (last < in->start.v)
		last = UINT64_MAX;
	check_at(list, in, in->start.v);
	check_at(list, in, last);
	check_at(list, in, in->start.v + (last - in->start.v) / 2);
}

/* Whether the first page of what is free was said to be, as a whole. */
static bool was_offered(const struct plat_mrd *m)
{
	for (unsigned int i = 0; i < nr_inputs; i++) {
		const struct plat_mrd *in = &inputs[i];

		if (in->type == PLAT_MRD_FREE && m->start.v >= in->start.v &&
		    m->start.v - in->start.v < in->size &&
		    PLAT_PAGE_SIZE <= in->size - (m->start.v - in->start.v))
			return true;
	}
	return false;
}

static void check(const struct plat_mrd_list *list)
{
	check_shape(list);
	for (unsigned int i = 0; i < nr_inputs; i++)
		check_input(list, &inputs[i]);
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		FUZZ_CHECK(list->mrds[i].type != PLAT_MRD_FREE ||
			   was_offered(&list->mrds[i]));
	}
}

static uint64_t bytes_of_types(const struct plat_mrd_list *list)
{
	uint64_t bytes = 0;

	for (unsigned int i = 0; i < PLAT_NR_MRD_TYPES; i++)
		bytes += plat_mrd_total(list, (enum plat_mrd_type)i);
	return bytes;
}

/* No memory that anyone could use is left above the limit, and all that is
 * gone is told. A region that is cut leaves nothing behind; what lies above
 * whole is RESERVED. */
static void check_limit(struct plat_mrd_list *list, uint64_t limit)
{
	uint64_t before = bytes_of_types(list);
	uint64_t reserved = plat_mrd_total(list, PLAT_MRD_RESERVED);
	uint64_t lost = plat_mrd_limit(list, limit);

	check_shape(list);
	reserved = plat_mrd_total(list, PLAT_MRD_RESERVED) - reserved;
	FUZZ_CHECK(before - bytes_of_types(list) == lost - reserved);
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *m = &list->mrds[i];

		FUZZ_CHECK(m->type != PLAT_MRD_FREE ||
			   m->start.v + m->size <= limit);
	}
}

static uint64_t middle_of(const struct plat_mrd *in)
{
	return plat_align_down(in->start.v + in->size / 2, PLAT_PAGE_SIZE);
}

/* The first byte is how many regions there is room for. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct plat_mrd mrds[MAX], scratch[2 * MAX];
	struct plat_mrd_list list;
	int status = 0;

	if (size == 0)
		return 0;
	read_inputs(data + 1, size - 1);
	plat_mrd_list_init(&list, mrds, data[0] % (MAX + 1));
	for (unsigned int i = 0; !status && i < nr_inputs; i++)
		status = plat_mrd_add(&list, &inputs[i]);
	FUZZ_CHECK(status == 0 || status == -PLAT_ENOMEM);
	if (!status) {
		plat_mrd_normalise(&list, scratch);
		check(&list);
		check_limit(&list, middle_of(&inputs[0]));
	}
	for (unsigned int i = 0; i <= PLAT_NR_MRD_TYPES; i++) {
		FUZZ_CHECK(plat_mrd_type_name(i));
		if (!status && i < PLAT_NR_MRD_TYPES)
			(void)plat_mrd_total(&list, (enum plat_mrd_type)i);
	}
	fuzz_end();
	return 0;
}
