/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * \_S5_ without an AML interpreter: the bytes of
 *
 *   NameOp [RootChar] "_S5_" PackageOp PkgLength NumElements element element
 *
 * are looked for in each definition block (ACPI 6.5, 20.2). What might be
 * such bytes by chance, in a string or a buffer, fails on the lengths.
 */
#include "common/acpi/acpi.h"

#define S5_NAME PLAT_ACPI_SIGNATURE('_', 'S', '5', '_')

#define AML_ZERO      0x00u
#define AML_ONE       0x01u
#define AML_NAME      0x08u
#define AML_BYTE      0x0au
#define AML_WORD      0x0bu
#define AML_DWORD     0x0cu
#define AML_QWORD     0x0eu
#define AML_PACKAGE   0x12u
#define AML_ROOT      0x5cu

/* What is looked at: the two opcodes and the name, 6; package 1; length 4;
 * count 1; two elements, 9 each. */
#define AML_LONGEST 32u

#define SLP_TYP_MAX 7u

/* An integer of up to 8 bytes at *at, which goes past it. One that is larger
 * than any SLP_TYP for anything else. */
static uint64_t get_integer(const uint8_t **at)
{
	uint8_t op = *(*at)++;
	uint64_t value = 0;
	uint32_t size;

	if (op == AML_ZERO || op == AML_ONE)
		return op;
	size = op == AML_BYTE ? 1 : op == AML_WORD ? 2 : op == AML_DWORD ? 4
	     : op == AML_QWORD ? 8 : 0;
	if (size == 0)
		return UINT64_MAX;
	for (uint32_t i = 0; i < size; i++)
		value |= (uint64_t)*(*at)++ << 8 * i;
	return value;
}

/* PkgLength (20.2.4) at *at, which goes past it: bits 7:6 of the first byte
 * say how many follow. With none the length is in bits 5:0, else in 3:0 and
 * then 5:4 are 0: UINT32_MAX where they are not. */
static uint32_t get_package_length(const uint8_t **at)
{
	uint8_t first = *(*at)++;
	uint32_t length = first & 0x3fu;
	unsigned int nr = first >> 6;

	if (nr && (first & 0x30u))
		return UINT32_MAX;
	for (unsigned int i = 0; i < nr; i++)
		length |= (uint32_t)*(*at)++ << (4 + 8 * i);
	return length;
}

/* What follows the name: @size bytes of the block, and zeros up to
 * AML_LONGEST, so that what is read here is there; @left_in_block counts from
 * the name's end. */
static bool is_package(const uint8_t *bytes, uint32_t size,
		       uint32_t left_in_block, struct plat_acpi_sleep *sleep)
{
	const uint8_t *at = bytes + 1;
	uint32_t length;
	uint64_t a, b;

	if (bytes[0] != AML_PACKAGE)
		return false;
	/* The length counts itself. */
	length = get_package_length(&at);
	if (length > left_in_block - 1 || *at++ < 2)
		return false;
	a = get_integer(&at);
	b = get_integer(&at);
	if (a > SLP_TYP_MAX || b > SLP_TYP_MAX ||
	    at > bytes + plat_min_u64(size, 1 + (uint64_t)length))
		return false;
	*sleep = (struct plat_acpi_sleep){(uint8_t)a, (uint8_t)b};
	return true;
}

/* Whether the name at @at, with @before bytes in front of it, is being
 * defined. */
static bool is_definition(const uint8_t *at, uint32_t before)
{
	uint8_t name[2];

	if (before < sizeof(name))
		return false;
	plat_snapshot(name, at - sizeof(name), sizeof(name));
	return name[1] == AML_NAME ||
	       (name[1] == AML_ROOT && name[0] == AML_NAME);
}

static bool accept(const struct plat_acpi_place *place, void *sleep)
{
	uint8_t copy[AML_LONGEST] = {0};
	uint32_t size = (uint32_t)plat_min_u64(
	    place->left - sizeof(uint32_t), sizeof(copy));

	if (!is_definition(place->at, place->before))
		return false;
	plat_snapshot(copy, place->at + sizeof(uint32_t), size);
	return is_package(copy, size,
			  place->left_in_block - (uint32_t)sizeof(uint32_t),
			  sleep);
}

PLAT_COLD int plat_acpi_s5(struct plat_acpi_sleep *sleep)
{
	static const struct plat_acpi_pattern pattern = {
		.word = S5_NAME,
		.longest = AML_LONGEST,
		.accept = accept,
	};
	struct plat_acpi_sleep candidate;
	int status = plat_acpi_search(&pattern, &candidate);

	if (!status)
		*sleep = candidate;
	return status;
}
