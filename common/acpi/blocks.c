/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Definition blocks, the DSDT and the SSDTs, without an AML interpreter: who
 * looks for something knows bytes that are in its encoding.
 */
#include "common/acpi/acpi.h"

#include <plat/early_map.h>

#include "common/lowmem/lowmem.h"

#define DSDT PLAT_ACPI_SIGNATURE('D', 'S', 'D', 'T')
#define SSDT PLAT_ACPI_SIGNATURE('S', 'S', 'D', 'T')

/* A block is looked at in pieces that share as many bytes as a pattern has, so
 * that what lies across their border is whole in one of them. */
#define PIECE     PLAT_KIB(64)
#define BLOCK_MAX PLAT_MIB(16)

struct search {
	const struct plat_acpi_pattern *pattern;
	void *found;
};

/* One piece: @size bytes of which the first is @left_in_block from the end
 * of the block. */
static bool search(const struct search *s, const uint8_t *bytes, uint32_t size,
		   uint32_t left_in_block)
{
	uint32_t word;

	for (uint32_t at = 0; at + sizeof(word) <= size; at++) {
		plat_snapshot(&word, bytes + at, sizeof(word));
		if (plat_likely(word != s->pattern->word))
			continue;
		if (s->pattern->accept(
			&(struct plat_acpi_place){bytes + at, at, size - at,
						  left_in_block - at},
			s->found))
			return true;
	}
	return false;
}

/* All of the block's bytes are summed, also where it was found early. */
static int search_block(const struct search *s, struct plat_pa_range block)
{
	uint32_t left = (uint32_t)block.size;
	uint8_t sum = 0;
	bool found = false;

	while (left) {
		plat_pa_t pa = plat_pa(block.start.v + block.size - left);
		uint32_t size = (uint32_t)plat_min_u64(
		    left, PIECE + s->pattern->longest);
		uint32_t step = (uint32_t)plat_min_u64(left, PIECE);
		const uint8_t *bytes = plat_early_map(pa, size, PLAT_MT_WB);

		if (!bytes)
			return -PLAT_ERANGE;
		sum = (uint8_t)(sum + plat_sum_bytes(bytes, step));
		found = found || search(s, bytes, size, left);
		plat_early_unmap(bytes, size);
		left -= step;
	}
	if (sum != 0)
		return -PLAT_EPROTO;
	return found ? 0 : -PLAT_ENOENT;
}

static int search_table(const struct search *s, struct plat_pa_range block,
			uint32_t signature)
{
	int status = -PLAT_ERANGE;

	if (block.size <= BLOCK_MAX)
		status = search_block(s, block);
	if (status && status != -PLAT_ENOENT)
		plat_warn("acpi: %s at %#jx is no good: %u",
			  signature == DSDT ? "DSDT" : "SSDT",
			  block.start.v, -status);
	return status;
}

static int search_dsdt(const struct search *s, plat_pa_t pa)
{
	uint32_t head[2]; /* signature and length */
	const void *bytes = plat_early_map(pa, sizeof(head), PLAT_MT_WB);

	if (!bytes) {
		plat_warn("acpi: cannot reach the DSDT at %#jx", pa.v);
		return -PLAT_ERANGE;
	}
	plat_snapshot(head, bytes, sizeof(head));
	plat_early_unmap(bytes, sizeof(head));
	if (head[0] != DSDT || head[1] < sizeof(struct acpi_header)) {
		plat_warn("acpi: there is no DSDT at %#jx", pa.v);
		return -PLAT_EPROTO;
	}
	return search_table(s, (struct plat_pa_range){pa, head[1]}, DSDT);
}

PLAT_COLD int plat_acpi_search(const struct plat_acpi_pattern *pattern,
			       void *found)
{
	const struct search s = {pattern, found};
	struct plat_acpi_fadt fadt;
	struct plat_pa_range ssdt;
	int status = plat_acpi_fadt(&fadt);

	if (status)
		return status;
	if (search_dsdt(&s, fadt.dsdt) == 0)
		return 0;
	for (unsigned int i = 0; plat_acpi_find(SSDT, i, &ssdt); i++) {
		if (search_table(&s, ssdt, SSDT) == 0)
			return 0;
	}
	return -PLAT_ENOENT;
}
