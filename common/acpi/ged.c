/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The generic event device without an AML interpreter. Behind its name,
 *
 *   StringPrefix "ACPI0013" 00
 *
 * there are, in the order in which a compiler puts them:
 *
 *   89 06 00 flags 01 gsi                    extended interrupt
 *   ExtOpPrefix OpRegionOp NameSeg SystemMemory address length
 *   integer NotifyOp "PWRB" 0a 80            the last operand of what is
 *                                            compared with, the bits
 */
#include "common/acpi/acpi.h"

#define ACPI_WORD PLAT_ACPI_SIGNATURE('A', 'C', 'P', 'I')

/* Bytes behind the name in which all of it is. */
#define LONGEST 512u

struct text {
	const uint8_t *at;
	const uint8_t *end;
};

/* Go behind the next @size bytes that are @bytes; false: there are none. */
static bool go_behind(struct text *t, const void *bytes, size_t size)
{
	for (; (size_t)(t->end - t->at) >= size; t->at++) {
		if (memcmp(t->at, bytes, size) == 0) {
			t->at += size;
			return true;
		}
	}
	return false;
}

/* The next @nr bytes as a number; they are there, or it is 0. */
static uint64_t take(struct text *t, uint32_t nr)
{
	uint64_t value = 0;

	if ((size_t)(t->end - t->at) < nr) {
		t->at = t->end;
		return 0;
	}
	for (uint32_t i = 0; i < nr; i++)
		value |= (uint64_t)*t->at++ << 8 * i;
	return value;
}

/* ByteConst, WordConst, DWordConst, QWordConst (20.2.3); others: 0. */
static uint64_t take_integer(struct text *t)
{
	uint8_t op = (uint8_t)take(t, 1);

	switch (op) {
	case 0x0a:
		return take(t, 1);
	case 0x0b:
		return take(t, 2);
	case 0x0c:
		return take(t, 4);
	case 0x0e:
		return take(t, 8);
	default:
		return op == 1;
	}
}

static bool take_interrupt(struct text *t, struct plat_acpi_ged *ged)
{
	uint8_t flags;

	if (!go_behind(t, "\x89\x06\x00", 3))
		return false;
	flags = (uint8_t)take(t, 1);
	ged->level = !(flags & 2u);
	ged->active_low = (flags & 4u) != 0;
	if (take(t, 1) != 1)
		return false;
	ged->gsi = (uint32_t)take(t, 4);
	return ged->gsi != 0;
}

static bool take_region(struct text *t, struct plat_acpi_ged *ged)
{
	if (!go_behind(t, "\x5b\x80", 2))
		return false;
	(void)take(t, 4);
	if (take(t, 1) != PLAT_ACPI_MEMORY)
		return false;
	ged->selector = plat_pa(take_integer(t));
	return ged->selector.v && plat_is_aligned(ged->selector.v, 4) &&
	       take_integer(t) >= 4;
}

/* In front of the notification: a byte constant, or One. */
static bool take_button(struct text *t, struct plat_acpi_ged *ged)
{
	static const char notify[] = "\x86PWRB\x0a\x80";
	const uint8_t *begin = t->at, *op;

	if (!go_behind(t, notify, sizeof(notify) - 1))
		return false;
	op = t->at - (sizeof(notify) - 1);
	if (op == begin)
		return false;
	ged->power_button = op - begin > 1 && op[-2] == 0x0a ? op[-1]
							     : op[-1] == 1;
	return ged->power_button != 0;
}

static bool accept(const struct plat_acpi_place *place, void *found)
{
	static const char name[] = "ACPI0013";
	uint8_t copy[LONGEST];
	uint32_t size = (uint32_t)plat_min_u64(place->left, sizeof(copy));
	struct text t = {copy, copy + size};

	plat_snapshot(copy, place->at, size);
	if (size < sizeof(name) || memcmp(copy, name, sizeof(name)) != 0)
		return false;
	t.at += sizeof(name);
	return take_interrupt(&t, found) && take_region(&t, found) &&
	       take_button(&t, found);
}

PLAT_COLD int plat_acpi_ged(struct plat_acpi_ged *ged)
{
	static const struct plat_acpi_pattern pattern = {
		.word = ACPI_WORD,
		.longest = LONGEST,
		.accept = accept,
	};
	struct plat_acpi_ged candidate;
	int status = plat_acpi_search(&pattern, &candidate);

	if (!status)
		*ged = candidate;
	return status;
}
