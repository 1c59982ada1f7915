/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/acpi.h>
#include <plat/errno.h>

#include "common/acpi/acpi_abi.h"

/* As the unit tests' tables have it, so that these are seeds. */
static const struct fuzz_slot slots[] = {
	{0xf5aa0, 36, false},     /* RSDP */
	{0x7fe0000, 512, false},  /* XSDT */
	{0x7fe0800, 256, false},  /* RSDT */
	{0x7fe1000, 300, false},  /* FADT */
	{0x7fe1400, 1024, false}, /* MADT */
	{0x7fe1800, 256, false},  /* MCFG */
	{0x7fe1a00, 256, false},  /* SPCR */
	{0x7fe1c00, 256, false},  /* HPET */
	{0x7fe1e00, 256, false},  /* GTDT */
	{0x7fe2000, 512, false},  /* SSDT */
	{0x7fe3000, 1024, false}, /* DSDT */
	{0x9fc00, 1024, false},   /* EBDA, for the search of the RSDP */
	{0x40e, 2, false},        /* where it is */
};

static void mend(unsigned int slot, uint8_t *bytes, size_t size)
{
	uint32_t length;

	if (slot == 0 && size >= 20)
		host_checksum(bytes, 20, 8);
	if (slot == 0 && size >= 36)
		host_checksum(bytes, 36, 32);
	if (slot == 0 || slot > 10 || size < 10)
		return;
	/* A length that is too long cannot be mapped: mostly it fits. */
	memcpy(&length, bytes + 4, sizeof(length));
	if (length > size && bytes[9] != 0xff) {
		length = (uint32_t)size;
		memcpy(bytes + 4, &length, sizeof(length));
	}
	if (length >= 10 && length <= size)
		host_checksum(bytes, length, 9);
}

static int check_ecam(void *ctx, const struct plat_acpi_ecam *ecam)
{
	FUZZ_CHECK(ctx == NULL);
	FUZZ_CHECK(ecam->first_bus <= ecam->last_bus);
	FUZZ_CHECK(ecam->pa.v != 0 && ecam->pa.v % PLAT_MIB(1) == 0);
	return ecam->segment == 0xffff;
}

/* Any status will do: what counts is that there is one. */
static void any(int status)
{
	FUZZ_CHECK(status <= 1 && status > -PLAT_ENOSYS);
}

static void read_all(void)
{
	struct plat_acpi_fadt fadt;
	struct plat_acpi_spcr spcr;
	struct plat_acpi_console_line line;
	struct plat_acpi_hpet hpet;
	struct plat_acpi_gtdt gtdt;
	struct plat_acpi_sleep sleep;
	struct plat_acpi_ged ged;
	struct plat_acpi_event_blocks blocks;

	any(plat_acpi_madt(&fuzz_sink, &(bool){false}));
	if (plat_acpi_fadt(&fadt) == 0)
		FUZZ_CHECK(fadt.flags & PLAT_FADT_RESET_REG_SUP ||
			   fadt.reset.address == 0);
	(void)plat_acpi_arm_boot_arch();
	any(plat_acpi_mcfg(check_ecam, NULL));
	if (plat_acpi_spcr(&spcr) == 0)
		FUZZ_CHECK(spcr.address.address != 0);
	if (plat_acpi_console_line(&line) == 0)
		FUZZ_CHECK(line.has_irq || line.gsi == 0);
	if (plat_acpi_hpet(&hpet) == 0)
		FUZZ_CHECK(hpet.pa.v != 0);
	any(plat_acpi_gtdt(&gtdt));
	if (plat_acpi_s5(&sleep) == 0)
		FUZZ_CHECK(sleep.type_a < 8 && sleep.type_b < 8);
	if (plat_acpi_ged(&ged) == 0)
		FUZZ_CHECK(ged.gsi && ged.selector.v % 4 == 0 &&
			   ged.power_button);
	(void)!plat_acpi_event_blocks(&blocks);
	/* What was found bad at first is bad again. */
	any(plat_acpi_madt(&fuzz_sink, &(bool){false}));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	plat_pa_t rsdp;

	fuzz_layout(slots, PLAT_ARRAY_SIZE(slots), data, size, mend);
	rsdp = plat_acpi_scan_rsdp();
	if (rsdp.v)
		any(plat_acpi_init(rsdp));
	any(plat_acpi_init(plat_pa(0xf5aa0)));
	read_all();
	fuzz_end();
	return 0;
}
