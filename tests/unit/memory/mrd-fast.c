/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Normalising, exhaustively on small spaces, against an array of pages.
 */
#include "tests/unit/memory/mrd_model.h"

#define PAGE PLAT_PAGE_SIZE

static const char *const owners[] = {"first", "second", "third", "fourth"};

/* One type for each place in an order of precedence; the ranges are whole
 * pages here, so that the direction of rounding plays no part. */
static const unsigned int classes[] = {PLAT_MRD_FREE, PLAT_MRD_INITRD,
				       PLAT_MRD_RESERVED,
				       PLAT_MRD_IMAGE_TEXT};

/* The k-th range on @cells cells, or false. */
static bool nth_range(unsigned int k, unsigned int cells, struct input *in)
{
	for (unsigned int start = 0; start < cells; start++) {
		unsigned int nr = cells - start;

		if (k < nr) {
			in->start = start * PAGE;
			in->size = (k + 1) * PAGE;
			return true;
		}
		k -= nr;
	}
	return false;
}

/* All that the sweep looks at is how starts and ends compare, so that a
 * boundary that no range uses can be left out: what remains are sequences
 * whose boundaries are 0 .. max without a gap. */
static bool is_canonical(const struct input *in, unsigned int nr)
{
	unsigned int used = 0;

	for (unsigned int i = 0; i < nr; i++) {
		used |= 1u << (in[i].start / PAGE);
		used |= 1u << ((in[i].start + in[i].size) / PAGE);
	}
	return (used & (used + 1)) == 0;
}

/* With the ranges given: every weak order of their types, and for each the
 * owners all alike and all different. */
static void check_all_types(struct input *in, unsigned int nr)
{
	for (unsigned int code = 0; code < 1u << (2 * nr); code++) {
		unsigned int ranks[4];

		for (unsigned int i = 0; i < nr; i++)
			ranks[i] = code >> (2 * i) & 3;
		if (!model_is_weak_order(ranks, nr))
			continue;
		for (unsigned int alike = 0; alike < 2; alike++) {
			for (unsigned int i = 0; i < nr; i++) {
				in[i].type = classes[ranks[i]];
				in[i].owner = owners[alike ? 0 : i];
			}
			model_check(in, nr);
		}
	}
}

static unsigned int sequences;

static void each_sequence(struct input *in, unsigned int nr, unsigned int i)
{
	if (i == nr) {
		if (is_canonical(in, nr)) {
			sequences++;
			check_all_types(in, nr);
		}
		return;
	}
	for (unsigned int k = 0; nth_range(k, 7, &in[i]); k++)
		each_sequence(in, nr, i + 1);
}

/* Sequences of ranges that differ in how they lie to each other: the numbers
 * of ways to order the boundaries of n intervals, 1, 13, 409, 23917. */
static void every_sequence_of_up_to_four_ranges(void **state)
{
	static const unsigned int expected[] = {0, 1, 13, 409, 23917};
	struct input in[4] = {{0}};

	(void)state;
	for (unsigned int nr = 1; nr <= 4; nr++) {
		sequences = 0;
		each_sequence(in, nr, 0);
		assert_int_equal(sequences, expected[nr]);
	}
}

/* The same, not reduced to how ranges lie: all 36^4 of them, with types that
 * go on from one sequence to the next. */
static void every_four_ranges_on_eight_cells(void **state)
{
	struct input in[4] = {{0}};
	unsigned int code = 0;

	(void)state;
	for (unsigned int k = 0; k < 36u * 36 * 36 * 36; k++) {
		unsigned int rest = k;

		code = code * 5 + 7;
		for (unsigned int i = 0; i < 4; i++, rest /= 36) {
			assert_true(nth_range(rest % 36, 8, &in[i]));
			in[i].type = classes[code >> (8 + 2 * i) & 3];
			in[i].owner = owners[code >> 20 & 1 ? i : 0];
		}
		model_check(in, 4);
	}
}

static void every_pair_on_sixteen_cells_with_all_types(void **state)
{
	struct input in[2] = {{0}};

	(void)state;
	in[0].owner = in[1].owner = owners[0];
	for (unsigned int a = 0; nth_range(a, 16, &in[0]); a++) {
		for (unsigned int b = 0; nth_range(b, 16, &in[1]); b++) {
			for (unsigned int t = 0; t < PLAT_NR_MRD_TYPES * PLAT_NR_MRD_TYPES; t++) {
				in[0].type = t % PLAT_NR_MRD_TYPES;
				in[1].type = t / PLAT_NR_MRD_TYPES;
				model_check(in, 2);
			}
		}
	}
}

/* Four boundaries a page, so that rounding comes in. */
static void every_pair_of_ranges_not_on_page_boundaries(void **state)
{
	struct input in[2] = {{0}};

	(void)state;
	in[0].owner = in[1].owner = owners[0];
	for (unsigned int a = 0; nth_range(a, 12, &in[0]); a++) {
		in[0].start /= 4;
		in[0].size /= 4;
		for (unsigned int b = 0; nth_range(b, 12, &in[1]); b++) {
			in[1].start /= 4;
			in[1].size /= 4;
			for (unsigned int t = 0; t < PLAT_NR_MRD_TYPES * PLAT_NR_MRD_TYPES; t++) {
				in[0].type = t % PLAT_NR_MRD_TYPES;
				in[1].type = t / PLAT_NR_MRD_TYPES;
				model_check(in, 2);
			}
		}
	}
}

static void random_regions(void **state)
{
	struct input in[MODEL_MAX];

	(void)state;
	srand(2);
	for (unsigned int round = 0; round < 200000; round++) {
		unsigned int nr = 1 + (unsigned int)rand() % 16;
		unsigned int most = rand() % 2 ? 20 : MODEL_PAGES * 8;

		for (unsigned int i = 0; i < nr; i++) {
			unsigned int start =
			    (unsigned int)rand() % (MODEL_PAGES * 8);
			unsigned int size = (unsigned int)rand() % most;

			if (size > MODEL_PAGES * 8 - start)
				size = MODEL_PAGES * 8 - start;
			in[i] = (struct input){
				.start = start * 512u,
				.size = size * 512u,
				.type = (unsigned int)rand() % PLAT_NR_MRD_TYPES,
				.attr = (plat_attr_t)rand() % 2,
				.owner = owners[rand() % 2],
			};
		}
		model_check(in, nr);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sequence_of_up_to_four_ranges),
		cmocka_unit_test(every_four_ranges_on_eight_cells),
		cmocka_unit_test(every_pair_on_sixteen_cells_with_all_types),
		cmocka_unit_test(every_pair_of_ranges_not_on_page_boundaries),
		cmocka_unit_test(random_regions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
