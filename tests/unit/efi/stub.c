/* SPDX-License-Identifier: BSD-3-Clause */
/* Firmware behaves in ways that the one at hand does not: here it pretends to.
 * What is wrong in the stub is a machine that stands still without a word. */
#include "tests/unit/unit.h"

#include <uchar.h>

#include <plat/config.h>

#include "common/efi/stub.h"

#define NR_PAGES 64u
#define STRIDE   48u
#define FIRST    8u /* before it is the target */

/* Physical memory: addresses are the process's own. */
static PLAT_ALIGNED(4096) uint8_t memory[NR_PAGES][EFI_PAGE_SIZE];

static struct firmware {
	uint8_t types[NR_PAGES];
	uint64_t key;           /* changes with the map */
	unsigned int nr_pools;  /* not given back */
	unsigned int nr_exits;
	unsigned int refusals;  /* of ExitBootServices(), before it does */
	bool map_grows;         /* while boot services are left */
	bool takes_target;
	bool exited;
	char said[512];
	const char *initrd;
	efi_status initrd_status;
	efi_status time_status;
} fw;

static struct efi_text_mode mode;
static struct efi_loaded_image loaded;
static struct efi_configuration_table tables[3];
static jmp_buf entered;
static struct plat_efi_stub at_entry;

static uint64_t page_pa(unsigned int page)
{
	return (uintptr_t)memory[page];
}

/* --- The services ---------------------------------------------------------- */

static efi_status output_string(struct efi_text_output *self,
				const uint16_t *text)
{
	size_t n = strlen(fw.said);

	(void)self;
	/* UEFI 2.10, 7.4.6: not any more. */
	assert_int_equal(fw.nr_exits, 0);
	while (*text && n < sizeof(fw.said) - 1)
		fw.said[n++] = (char)*text++;
	fw.said[n] = '\0';
	return EFI_SUCCESS;
}

static efi_status get_memory_map(uint64_t *bytes, void *map, uint64_t *key,
				 uint64_t *stride, uint32_t *version)
{
	struct efi_memory_descriptor d[NR_PAGES];
	unsigned int nr = 0;

	assert_false(fw.exited);
	for (unsigned int i = 0; i < NR_PAGES; i++) {
		if (i && fw.types[i] == fw.types[i - 1])
			d[nr - 1].nr_pages++;
		else
			d[nr++] = (struct efi_memory_descriptor){
				.type = fw.types[i], .pa = page_pa(i),
				.nr_pages = 1, .attributes = EFI_MEMORY_WB};
	}
	*stride = STRIDE;
	*version = 1;
	if (*bytes < nr * STRIDE) {
		*bytes = nr * STRIDE;
		return EFI_BUFFER_TOO_SMALL;
	}
	*bytes = nr * STRIDE;
	*key = fw.key;
	for (unsigned int i = 0; i < nr; i++)
		memcpy((uint8_t *)map + i * STRIDE, &d[i], sizeof(d[i]));
	return EFI_SUCCESS;
}

static efi_status allocate_pages(uint32_t how, uint32_t type,
				 uint64_t nr_pages, uint64_t *pa)
{
	uint64_t first = (*pa - page_pa(0)) / EFI_PAGE_SIZE;

	assert_false(fw.exited);
	assert_int_equal(how, EFI_ALLOCATE_ADDRESS);
	assert_true(first < NR_PAGES && nr_pages <= NR_PAGES - first);
	for (uint64_t i = first; i < first + nr_pages; i++) {
		if (fw.types[i] != EFI_CONVENTIONAL_MEMORY)
			return EFI_NOT_FOUND;
		fw.types[i] = (uint8_t)type;
	}
	fw.key++;
	return EFI_SUCCESS;
}

static efi_status allocate_pool(uint32_t type, uint64_t bytes, void **buffer)
{
	assert_int_equal(type, EFI_LOADER_DATA);
	*buffer = malloc(bytes);
	fw.nr_pools++;
	fw.key++;
	return EFI_SUCCESS;
}

static efi_status free_pool(void *buffer)
{
	free(buffer);
	fw.nr_pools--;
	fw.key++;
	return EFI_SUCCESS;
}

static efi_status load(struct efi_load_file2 *self, void *path,
		       uint8_t boot_policy, uint64_t *bytes, void *buffer)
{
	size_t size = strlen(fw.initrd);

	(void)self;
	(void)path;
	assert_false(boot_policy);
	if (fw.initrd_status)
		return fw.initrd_status;
	if (size && *bytes < size) {
		*bytes = size;
		return EFI_BUFFER_TOO_SMALL;
	}
	memcpy(buffer ? buffer : memory, fw.initrd, buffer ? size : 0);
	return EFI_SUCCESS;
}

static efi_status handle_protocol(void *handle, const struct efi_guid *guid,
				  void **interface)
{
	static const struct efi_guid loaded_image =
	    EFI_LOADED_IMAGE_PROTOCOL_GUID;
	static struct efi_load_file2 file = {load};

	assert_int_equal(fw.nr_exits, 0);
	assert_ptr_equal(handle, &fw);
	if (memcmp(guid, &loaded_image, sizeof(*guid)))
		*interface = &file;
	else
		*interface = &loaded;
	return EFI_SUCCESS;
}

static efi_status locate_device_path(const struct efi_guid *guid, void **path,
				     void **handle)
{
	static const struct efi_guid load_file2 = EFI_LOAD_FILE2_PROTOCOL_GUID;
	static const uint8_t wanted[] = {
		4, 3, 20, 0, 0x27, 0xe4, 0x68, 0x55, 0xfc, 0x68, 0x3d, 0x4f,
		0xac, 0x74, 0xca, 0x55, 0x52, 0x31, 0xcc, 0x68,
		0x7f, 0xff, 4, 0};

	assert_int_equal(fw.nr_exits, 0);
	assert_memory_equal(guid, &load_file2, sizeof(*guid));
	assert_memory_equal(*path, wanted, sizeof(wanted));
	*handle = &fw;
	return fw.initrd ? EFI_SUCCESS : EFI_NOT_FOUND;
}

static efi_status exit_boot_services(void *image, uint64_t key)
{
	assert_ptr_equal(image, &fw);
	fw.nr_exits++;
	if (fw.map_grows && fw.nr_exits == 1) {
		fw.types[NR_PAGES - 1] = EFI_RUNTIME_SERVICES_DATA;
		fw.key++;
	}
	if (fw.takes_target)
		fw.types[2] = EFI_RUNTIME_SERVICES_DATA;
	if (fw.nr_exits <= fw.refusals || key != fw.key)
		return EFI_INVALID_PARAMETER;
	fw.exited = true;
	return EFI_SUCCESS;
}

static efi_status get_time(struct efi_time *time, void *capabilities)
{
	assert_int_equal(fw.nr_exits, 0);
	assert_null(capabilities);
	*time = (struct efi_time){.year = 2028, .month = 2, .zone = -60};
	return fw.time_status;
}

static struct efi_runtime_services runtime = {.get_time = get_time};

static struct efi_boot_services boot = {
	.allocate_pages = allocate_pages,
	.get_memory_map = get_memory_map,
	.allocate_pool = allocate_pool,
	.free_pool = free_pool,
	.handle_protocol = handle_protocol,
	.locate_device_path = locate_device_path,
	.exit_boot_services = exit_boot_services,
};

static struct efi_text_output output = {
	.output_string = output_string, .mode = &mode};

static struct efi_system_table table = {
	.output = &output, .runtime = &runtime, .boot = &boot,
	.tables = tables};

/* --- The ISA's part -------------------------------------------------------- */

efi_status plat_efi_prepare(struct plat_efi_stub *stub)
{
	stub->target = (struct plat_pa_range){plat_pa(page_pa(0)),
					      FIRST * EFI_PAGE_SIZE};
	stub->limit = page_pa(NR_PAGES - 4);
	return plat_efi_check_target(stub);
}

void plat_efi_enter(struct plat_efi_stub *stub)
{
	assert_true(fw.exited);
	at_entry = *stub;
	longjmp(entered, 1);
}

/* Run it. Returns: the status, or 1 where the guest was entered. */
static efi_status run(void)
{
	efi_status status;

	if (setjmp(entered))
		return 1;
	status = plat_efi_main(&fw, &table);
	assert_int_not_equal(status, EFI_SUCCESS);
	return status;
}

static int setup(void **state)
{
	static const struct efi_guid acpi = EFI_ACPI_20_TABLE_GUID;

	(void)state;
	memset(&fw, 0, sizeof(fw));
	memset(fw.types, EFI_CONVENTIONAL_MEMORY, sizeof(fw.types));
	memset(memory, 0xa5, sizeof(memory));
	mode.cursor_column = 0;
	loaded = (struct efi_loaded_image){0};
	memset(tables, 0, sizeof(tables));
	tables[0].guid = acpi;
	tables[0].table = (void *)0xe0000;
	table.nr_tables = 1;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	assert_int_equal(fw.nr_pools, 0);
	return 0;
}

static void options(const char16_t *text, size_t size)
{
	loaded.options = (void *)(uintptr_t)text;
	loaded.options_bytes = (uint32_t)size;
}

static bool cmdline_is(const char *text)
{
	const struct plat_efi_handover *h = at_entry.handover;

	return h->cmdline_bytes == strlen(text) &&
	       !memcmp((void *)(uintptr_t)h->cmdline_pa, text,
		       h->cmdline_bytes);
}

/* --- Tests ----------------------------------------------------------------- */

static void the_guest_is_told_all(void **state)
{
	const struct plat_efi_handover *h;

	(void)state;
	options(u"-- one", 12);
	fw.initrd = "an initrd";
	assert_int_equal(run(), 1);
	assert_int_equal(fw.nr_exits, 1);
	assert_string_equal(fw.said, "");
	h = at_entry.handover;
	assert_int_equal(h->magic, PLAT_EFI_MAGIC);
	assert_int_equal(h->rsdp_pa, 0xe0000);
	assert_int_equal(h->devicetree_pa, 0);
	assert_int_not_equal(h->nr_regions, 0);
	assert_int_equal(h->initrd_bytes, 9);
	assert_memory_equal((void *)(uintptr_t)h->initrd_pa, "an initrd", 9);
	assert_true(cmdline_is("-- one"));
}

static void the_clock_need_not_work(void **state)
{
	const struct plat_efi_handover *h;

	(void)state;
	assert_int_equal(run(), 1);
	h = at_entry.handover;
	assert_int_equal(h->time.year, 2028);
	assert_int_equal(h->time.zone, -60);
	assert_true(h->counter == HOST_EFI_COUNTER);
	setup(NULL);
	fw.time_status = EFI_UNSUPPORTED;
	assert_int_equal(run(), 1);
	assert_int_equal(at_entry.handover->time.year, 0);
}

static bool outside_target(uint64_t pa)
{
	return pa >= page_pa(FIRST);
}

static void what_it_is_told_lies_where_it_may(void **state)
{
	const struct plat_efi_handover *h;

	(void)state;
	memset(fw.types + FIRST, EFI_BOOT_SERVICES_CODE, 16);
	fw.initrd = "i";
	assert_int_equal(run(), 1);
	h = at_entry.handover;
	assert_true(outside_target((uintptr_t)h));
	assert_true(outside_target(h->regions_pa));
	assert_true(outside_target(h->initrd_pa));
	assert_true(h->regions_pa +
			    h->nr_regions * sizeof(struct plat_efi_region) <=
		    at_entry.limit);
	/* The map is the last one: it has the initrd's page. */
	assert_int_equal(fw.types[NR_PAGES - 1], EFI_LOADER_CODE);
	assert_int_equal(h->initrd_pa, page_pa(NR_PAGES - 1));
}

static void tables_are_found_in_any_order(void **state)
{
	static const struct efi_guid acpi_10 = EFI_ACPI_10_TABLE_GUID;
	static const struct efi_guid acpi_20 = EFI_ACPI_20_TABLE_GUID;
	static const struct efi_guid dtb = EFI_DTB_TABLE_GUID;

	(void)state;
	tables[0] = (struct efi_configuration_table){acpi_10, (void *)1};
	tables[1] = (struct efi_configuration_table){dtb, (void *)2};
	tables[2] = (struct efi_configuration_table){acpi_20, (void *)3};
	table.nr_tables = 3;
	assert_int_equal(run(), 1);
	assert_int_equal(at_entry.handover->rsdp_pa, 3);
	assert_int_equal(at_entry.handover->devicetree_pa, 2);
	setup(state);
	tables[0] = (struct efi_configuration_table){acpi_10, (void *)1};
	assert_int_equal(run(), 1);
	assert_int_equal(at_entry.handover->rsdp_pa, 1);
}

static void a_devicetree_does(void **state)
{
	static const struct efi_guid dtb = EFI_DTB_TABLE_GUID;

	(void)state;
	tables[0].guid = dtb;
	assert_int_equal(run(), 1);
	assert_int_equal(at_entry.handover->rsdp_pa, 0);
}

static void neither_is_refused(void **state)
{
	(void)state;
	table.nr_tables = 0;
	assert_int_equal(run(), EFI_NOT_FOUND);
	assert_string_equal(fw.said,
			    "plat: crash: the firmware has neither ACPI "
			    "tables nor a devicetree\r\n");
}

static void the_loaders_own_word_is_dropped(void **state)
{
	(void)state;
	fw.initrd = "i";
	options(u"-- one initrd=initrd", 40);
	assert_int_equal(run(), 1);
	assert_true(cmdline_is("-- one"));
	setup(state);
	options(u"-- one initrd=initrd", 40);
	assert_int_equal(run(), 1);
	assert_true(cmdline_is("-- one initrd=initrd"));
	setup(state);
	fw.initrd = "i";
	options(u"initrd", 12);
	assert_int_equal(run(), 1);
	assert_true(cmdline_is("initrd"));
}

static void an_empty_initrd_is_none(void **state)
{
	(void)state;
	fw.initrd = "";
	assert_int_equal(run(), 1);
	assert_int_equal(at_entry.handover->initrd_bytes, 0);
}

static void an_initrd_that_fails_is_told(void **state)
{
	(void)state;
	fw.initrd = "i";
	fw.initrd_status = EFI_LOAD_ERROR;
	assert_int_equal(run(), EFI_LOAD_ERROR);
	assert_non_null(strstr(fw.said, "the initrd cannot be loaded"));
}

static void an_initrd_without_room_is_told(void **state)
{
	static char big[NR_PAGES * 4096];

	(void)state;
	memset(big, 'x', sizeof(big) - 1);
	fw.initrd = big;
	assert_int_equal(run(), EFI_OUT_OF_RESOURCES);
	assert_non_null(strstr(fw.said, "the initrd cannot be loaded"));
}

static void a_long_command_line_is_told(void **state)
{
	static char16_t text[PLAT_CMDLINE_MAX];

	(void)state;
	for (unsigned int i = 0; i < PLAT_CMDLINE_MAX; i++)
		text[i] = 'x';
	options(text, sizeof(text) - 2);
	assert_int_equal(run(), 1);
	assert_int_equal(at_entry.handover->cmdline_bytes,
			 PLAT_CMDLINE_MAX - 1);
	setup(state);
	options(text, sizeof(text));
	assert_int_equal(run(), EFI_INVALID_PARAMETER);
	assert_non_null(strstr(fw.said, "plat: crash: the command line is too "
					"long"));
}

static void a_command_line_of_another_kind_is_told(void **state)
{
	static const char16_t half[] = {'a', 0xd800};

	(void)state;
	options(half, sizeof(half));
	assert_int_equal(run(), EFI_INVALID_PARAMETER);
	assert_non_null(strstr(fw.said, "the command line is not UTF-16"));
}

static void a_target_in_use_is_told(void **state)
{
	char text[128];

	(void)state;
	fw.types[3] = EFI_ACPI_MEMORY_NVS;
	assert_int_equal(run(), EFI_OUT_OF_RESOURCES);
	snprintf(text, sizeof(text), "plat: crash: %#lx to %#lx must be free, "
		 "but %#lx is not\r\n", page_pa(0), page_pa(FIRST) - 1,
		 page_pa(3));
	assert_string_equal(fw.said, text);
}

static void boot_services_may_be_in_the_target(void **state)
{
	(void)state;
	fw.types[0] = EFI_BOOT_SERVICES_CODE;
	fw.types[1] = EFI_BOOT_SERVICES_DATA;
	fw.types[2] = EFI_LOADER_CODE;
	assert_int_equal(run(), 1);
}

static void no_room_is_told(void **state)
{
	(void)state;
	memset(fw.types + FIRST, EFI_BOOT_SERVICES_DATA, NR_PAGES - FIRST);
	assert_int_equal(run(), EFI_OUT_OF_RESOURCES);
	assert_non_null(strstr(fw.said, "no memory for what the guest is "
					"told"));
}

static void a_line_begins_at_its_begin(void **state)
{
	(void)state;
	table.nr_tables = 0;
	mode.cursor_column = 7;
	assert_int_equal(run(), EFI_NOT_FOUND);
	assert_memory_equal(fw.said, "\r\nplat: crash: ", 15);
}

static void without_a_console_nothing_is_said(void **state)
{
	(void)state;
	table.nr_tables = 0;
	table.output = NULL;
	assert_int_equal(run(), EFI_NOT_FOUND);
	table.output = &output;
}

/* UEFI 2.10, 7.4.6: the map may change in the first call, which then fails. */
static void a_map_that_changes_is_read_again(void **state)
{
	const struct plat_efi_region *last;
	const struct plat_efi_handover *h;

	(void)state;
	fw.map_grows = true;
	assert_int_equal(run(), 1);
	assert_int_equal(fw.nr_exits, 2);
	h = at_entry.handover;
	last = (struct plat_efi_region *)(uintptr_t)h->regions_pa +
	       h->nr_regions - 1;
	assert_int_equal(last->type, PLAT_MRD_RESERVED);
}

static void firmware_may_want_some_tries(void **state)
{
	(void)state;
	fw.refusals = 15;
	assert_int_equal(run(), 1);
	setup(state);
	fw.refusals = 16;
	assert_int_equal(run(), EFI_INVALID_PARAMETER);
	assert_int_equal(fw.nr_exits, 16);
}

static void a_target_that_is_lost_at_last_is_not_used(void **state)
{
	(void)state;
	fw.refusals = 1;
	fw.takes_target = true;
	assert_int_equal(run(), EFI_OUT_OF_RESOURCES);
	assert_int_equal(fw.nr_exits, 1);
	assert_false(fw.exited);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_guest_is_told_all),
		TEST(the_clock_need_not_work),
		TEST(what_it_is_told_lies_where_it_may),
		TEST(tables_are_found_in_any_order),
		TEST(a_devicetree_does),
		TEST(neither_is_refused),
		TEST(the_loaders_own_word_is_dropped),
		TEST(an_empty_initrd_is_none),
		TEST(an_initrd_that_fails_is_told),
		TEST(an_initrd_without_room_is_told),
		TEST(a_long_command_line_is_told),
		TEST(a_command_line_of_another_kind_is_told),
		TEST(a_target_in_use_is_told),
		TEST(boot_services_may_be_in_the_target),
		TEST(no_room_is_told),
		TEST(a_line_begins_at_its_begin),
		TEST(without_a_console_nothing_is_said),
		TEST(a_map_that_changes_is_read_again),
		TEST(firmware_may_want_some_tries),
		TEST(a_target_that_is_lost_at_last_is_not_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
