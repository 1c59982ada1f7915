/* SPDX-License-Identifier: BSD-3-Clause */
/* An image would be moved over what the firmware needs still, or refused
 * though there is room. */
#include "tests/unit/unit.h"

#include "common/efi/map.h"

#define PAGES(bytes) ((bytes) >> EFI_PAGE_SHIFT)
#define STRIDE       48u
#define MIB(n)       ((uint64_t)(n) << 20)

static uint8_t bytes[16 * STRIDE];
static struct plat_efi_map map;

static void add(uint32_t type, uint64_t start, uint64_t end, uint64_t attributes)
{
	struct efi_memory_descriptor d = {
		type, 0, start, 0, PAGES(end - start), attributes};

	memcpy(bytes + map.size, &d, sizeof(d));
	map.size += STRIDE;
}

static int setup(void **state)
{
	(void)state;
	memset(bytes, 0xa5, sizeof(bytes));
	map = (struct plat_efi_map){bytes, 0, STRIDE};
	return 0;
}

static enum plat_mrd_type type_of(uint32_t type, uint64_t attributes)
{
	struct efi_memory_descriptor d = {type, 0, 0, 0, 1, attributes};

	return plat_efi_mrd_type(&d);
}

static void each_type_has_its_meaning(void **state)
{
	static const enum plat_mrd_type types[] = {
		[EFI_RESERVED_MEMORY] = PLAT_MRD_RESERVED,
		[EFI_LOADER_CODE] = PLAT_MRD_FREE,
		[EFI_LOADER_DATA] = PLAT_MRD_FREE,
		[EFI_BOOT_SERVICES_CODE] = PLAT_MRD_FREE,
		[EFI_BOOT_SERVICES_DATA] = PLAT_MRD_FREE,
		[EFI_RUNTIME_SERVICES_CODE] = PLAT_MRD_RESERVED,
		[EFI_RUNTIME_SERVICES_DATA] = PLAT_MRD_RESERVED,
		[EFI_CONVENTIONAL_MEMORY] = PLAT_MRD_FREE,
		[EFI_UNUSABLE_MEMORY] = PLAT_MRD_RESERVED,
		[EFI_ACPI_RECLAIM_MEMORY] = PLAT_MRD_FIRMWARE,
		[EFI_ACPI_MEMORY_NVS] = PLAT_MRD_FIRMWARE,
		[EFI_MEMORY_MAPPED_IO] = PLAT_MRD_RESERVED,
		[EFI_MEMORY_MAPPED_IO_PORT_SPACE] = PLAT_MRD_RESERVED,
		[EFI_PAL_CODE] = PLAT_MRD_RESERVED,
		[EFI_PERSISTENT_MEMORY] = PLAT_MRD_RESERVED,
		[EFI_UNACCEPTED_MEMORY] = PLAT_MRD_RESERVED,
		[16] = PLAT_MRD_RESERVED,
	};

	(void)state;
	for (uint32_t i = 0; i < PLAT_ARRAY_SIZE(types); i++)
		assert_int_equal(type_of(i, EFI_MEMORY_WB), types[i]);
	assert_int_equal(type_of(0x80000000u, EFI_MEMORY_WB),
			 PLAT_MRD_RESERVED);
}

static void memory_that_is_not_for_us_is_reserved(void **state)
{
	(void)state;
	assert_int_equal(type_of(EFI_CONVENTIONAL_MEMORY, 0),
			 PLAT_MRD_RESERVED);
	assert_int_equal(type_of(EFI_CONVENTIONAL_MEMORY,
				 EFI_MEMORY_WB | EFI_MEMORY_SP),
			 PLAT_MRD_RESERVED);
	assert_int_equal(type_of(EFI_LOADER_DATA,
				 EFI_MEMORY_WB | EFI_MEMORY_RUNTIME),
			 PLAT_MRD_RESERVED);
	assert_int_equal(type_of(EFI_ACPI_MEMORY_NVS,
				 EFI_MEMORY_WB | EFI_MEMORY_RUNTIME),
			 PLAT_MRD_RESERVED);
}

static void an_end_does_not_wrap(void **state)
{
	struct efi_memory_descriptor d = {
		.pa = UINT64_MAX - 4095, .nr_pages = 1};

	(void)state;
	assert_int_equal(plat_efi_end(&d), UINT64_MAX);
	d = (struct efi_memory_descriptor){.pa = 0x1000,
					   .nr_pages = UINT64_MAX};
	assert_int_equal(plat_efi_end(&d), UINT64_MAX);
	d.nr_pages = 2;
	assert_int_equal(plat_efi_end(&d), 0x3000);
}

static void what_is_in_the_way_is_found(void **state)
{
	(void)state;
	/* In no order, as firmware may have it. */
	add(EFI_BOOT_SERVICES_DATA, MIB(3), MIB(4), EFI_MEMORY_WB);
	add(EFI_ACPI_MEMORY_NVS, MIB(5), MIB(6), EFI_MEMORY_WB);
	add(EFI_CONVENTIONAL_MEMORY, MIB(1), MIB(3), EFI_MEMORY_WB);
	add(EFI_LOADER_CODE, MIB(4), MIB(5), EFI_MEMORY_WB);
	assert_int_equal(plat_efi_map_blocked(&map, MIB(1), MIB(5)), MIB(5));
	assert_int_equal(plat_efi_map_blocked(&map, MIB(2) + 1, MIB(3) + 1),
			 MIB(3) + 1);
	assert_int_equal(plat_efi_map_blocked(&map, MIB(1), MIB(5) + 1),
			 MIB(5));
	assert_int_equal(plat_efi_map_blocked(&map, MIB(1) - 1, MIB(2)),
			 MIB(1) - 1);
	assert_int_equal(plat_efi_map_blocked(&map, MIB(7), MIB(7)), MIB(7));
	assert_int_equal(plat_efi_map_blocked(&map, MIB(6), MIB(7)), MIB(6));
}

static void a_cut_map_is_read_as_far_as_it_goes(void **state)
{
	(void)state;
	add(EFI_CONVENTIONAL_MEMORY, MIB(1), MIB(2), EFI_MEMORY_WB);
	add(EFI_CONVENTIONAL_MEMORY, MIB(2), MIB(3), EFI_MEMORY_WB);
	map.size = STRIDE + sizeof(struct efi_memory_descriptor);
	assert_int_equal(plat_efi_map_blocked(&map, MIB(1), MIB(3)), MIB(3));
	map.size--;
	assert_int_equal(plat_efi_map_blocked(&map, MIB(1), MIB(3)), MIB(2));
}

static uint64_t find(uint64_t size, uint64_t align, uint64_t limit,
		     uint64_t avoid, uint64_t avoid_size)
{
	return plat_efi_map_find(
	    &map, size, align, limit,
	    (struct plat_pa_range){plat_pa(avoid), avoid_size});
}

static void the_highest_room_is_found(void **state)
{
	(void)state;
	add(EFI_CONVENTIONAL_MEMORY, MIB(16), MIB(32), EFI_MEMORY_WB);
	add(EFI_CONVENTIONAL_MEMORY, MIB(1), MIB(4), EFI_MEMORY_WB);
	add(EFI_BOOT_SERVICES_DATA, MIB(32), MIB(64), EFI_MEMORY_WB);
	add(EFI_CONVENTIONAL_MEMORY, MIB(64), MIB(128), EFI_MEMORY_SP);
	assert_int_equal(find(4096, 4096, UINT64_MAX, 0, 0), MIB(32) - 4096);
	assert_int_equal(find(4096, MIB(2), UINT64_MAX, 0, 0), MIB(30));
	assert_int_equal(find(4096, 4096, MIB(20), 0, 0), MIB(20) - 4096);
	assert_int_equal(find(MIB(16), 4096, UINT64_MAX, 0, 0), MIB(16));
	assert_int_equal(find(MIB(16) + 4096, 4096, UINT64_MAX, 0, 0), 0);
	assert_int_equal(find(MIB(2), 4096, MIB(16), 0, 0), MIB(2));
	assert_int_equal(find(4096, 4096, MIB(1), 0, 0), 0);
}

static void room_does_not_touch_the_target(void **state)
{
	(void)state;
	add(EFI_CONVENTIONAL_MEMORY, MIB(1), MIB(8), EFI_MEMORY_WB);
	assert_int_equal(find(4096, 4096, UINT64_MAX, MIB(2), MIB(6)),
			 MIB(2) - 4096);
	assert_int_equal(find(4096, 4096, UINT64_MAX, MIB(1), MIB(6)),
			 MIB(8) - 4096);
	assert_int_equal(find(MIB(1), 4096, UINT64_MAX, MIB(2), MIB(5)),
			 MIB(7));
	assert_int_equal(find(MIB(1), 4096, UINT64_MAX, MIB(2),
			      MIB(5) + 4096), MIB(1));
	assert_int_equal(find(MIB(1) + 4096, 4096, UINT64_MAX, MIB(2),
			      MIB(5)), 0);
	assert_int_equal(find(4096, 4096, UINT64_MAX, 0, MIB(8)), 0);
	assert_int_equal(find(4096, 4096, UINT64_MAX, 0, MIB(16)), 0);
}

static void page_0_is_no_room(void **state)
{
	(void)state;
	add(EFI_CONVENTIONAL_MEMORY, 0, 4096, EFI_MEMORY_WB);
	assert_int_equal(find(4096, 4096, UINT64_MAX, 0, 0), 0);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

static void convert(void)
{
	map.size = plat_efi_map_convert(&map) *
		   sizeof(struct plat_efi_region);
}

static void region_is(unsigned int i, enum plat_mrd_type type, uint64_t start,
		      uint64_t end)
{
	struct plat_efi_region region;

	assert_true((i + 1) * sizeof(region) <= map.size);
	memcpy(&region, bytes + i * sizeof(region), sizeof(region));
	assert_int_equal(region.type, type);
	assert_int_equal(region.start, start);
	assert_int_equal(region.size, end - start);
}

static void neighbours_of_one_kind_are_one_region(void **state)
{
	(void)state;
	add(EFI_RESERVED_MEMORY, 0, 0, EFI_MEMORY_WB);
	add(EFI_CONVENTIONAL_MEMORY, 0x100000, 0x101000, EFI_MEMORY_WB);
	add(EFI_LOADER_CODE, 0x101000, 0x102000, EFI_MEMORY_WB);
	add(EFI_BOOT_SERVICES_DATA, 0x102000, 0x104000, EFI_MEMORY_WB);
	add(EFI_RUNTIME_SERVICES_DATA, 0x104000, 0x105000, EFI_MEMORY_WB);
	add(EFI_CONVENTIONAL_MEMORY, 0x105000, 0x106000, EFI_MEMORY_WB);
	add(EFI_CONVENTIONAL_MEMORY, 0x107000, 0x108000, EFI_MEMORY_WB);
	add(EFI_ACPI_RECLAIM_MEMORY, 0x108000, 0x108000, EFI_MEMORY_WB);
	convert();
	assert_int_equal(map.size, 4 * sizeof(struct plat_efi_region));
	region_is(0, PLAT_MRD_FREE, 0x100000, 0x104000);
	region_is(1, PLAT_MRD_RESERVED, 0x104000, 0x105000);
	region_is(2, PLAT_MRD_FREE, 0x105000, 0x106000);
	region_is(3, PLAT_MRD_FREE, 0x107000, 0x108000);
}

static void an_empty_map_has_no_regions(void **state)
{
	(void)state;
	convert();
	assert_int_equal(map.size, 0);
	map.stride = sizeof(struct efi_memory_descriptor) - 1;
	map.size = sizeof(bytes);
	convert();
	assert_int_equal(map.size, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_type_has_its_meaning),
		TEST(memory_that_is_not_for_us_is_reserved),
		TEST(an_end_does_not_wrap),
		TEST(what_is_in_the_way_is_found),
		TEST(a_cut_map_is_read_as_far_as_it_goes),
		TEST(the_highest_room_is_found),
		TEST(room_does_not_touch_the_target),
		TEST(page_0_is_no_room),
		TEST(neighbours_of_one_kind_are_one_region),
		TEST(an_empty_map_has_no_regions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
