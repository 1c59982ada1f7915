/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A machine's ACPI tables, from the ones that iasl made. Where they are is
 * said in rsdp.asl, xsdt.asl, rsdt.asl and fadt.asl.
 */
#ifndef TESTS_UNIT_ACPI_FIRMWARE_H
#define TESTS_UNIT_ACPI_FIRMWARE_H

#include "tests/unit/unit.h"

#include <plat/acpi.h>
#include <plat/errno.h>

#include "common/acpi/acpi_abi.h"
#include "tests/host/support.h"

#define RSDP_AT 0xf5aa0u
#define XSDT_AT 0x7fe0000u
#define RSDT_AT 0x7fe0800u
#define FADT_AT 0x7fe1000u
#define MADT_AT 0x7fe1400u
#define MCFG_AT 0x7fe1800u
#define SPCR_AT 0x7fe1a00u
#define HPET_AT 0x7fe1c00u
#define GTDT_AT 0x7fe1e00u
#define SSDT_AT 0x7fe2000u
#define DSDT_AT 0x7fe3000u

#define CHECKSUM offsetof(struct acpi_header, checksum)

/* A table that a test may change before it is put. */
struct aml {
	uint8_t *bytes;
	size_t size;
};

static inline struct aml load(const char *name)
{
	struct aml a;
	char path[128];

	snprintf(path, sizeof(path), "tests/unit/acpi/%s.aml", name);
	a.bytes = host_load(path, &a.size);
	return a;
}

/* Put it, and forget it. */
static inline void put(struct aml a, uint64_t pa)
{
	host_phys_put(pa, a.bytes, a.size);
	free(a.bytes);
}

/* Cut or extend it, with a header and a checksum that agree. */
static inline struct aml resize(struct aml a, size_t size)
{
	uint32_t length = (uint32_t)size;
	uint8_t *bytes = calloc(1, size < 36 ? 36 : size);

	memcpy(bytes, a.bytes, size < a.size ? size : a.size);
	free(a.bytes);
	memcpy(bytes + 4, &length, sizeof(length));
	host_checksum(bytes, size, CHECKSUM);
	return (struct aml){bytes, size};
}

/* Change bytes of it; the checksum stays right. */
static inline struct aml patch(struct aml a, size_t offset, const void *bytes,
			       size_t size)
{
	assert_true(offset + size <= a.size);
	memcpy(a.bytes + offset, bytes, size);
	host_checksum(a.bytes, a.size, CHECKSUM);
	return a;
}

static inline void put_file(const char *name, uint64_t pa)
{
	put(load(name), pa);
}

/* RSDP and XSDT are there; then a test puts its tables, and begins. */
static inline int setup(void **state)
{
	(void)state;
	put_file("rsdp", RSDP_AT);
	put_file("xsdt", XSDT_AT);
	host_log_reset();
	return 0;
}

static inline int teardown(void **state)
{
	(void)state;
	host_phys_reset();
	return 0;
}

static inline void begin(void)
{
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), 0);
	host_log_reset();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif /* TESTS_UNIT_ACPI_FIRMWARE_H */
