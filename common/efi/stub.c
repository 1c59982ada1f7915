/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/efi/stub.h"

#include <plat/config.h>
#include <plat/errno.h>
#include <plat/string.h>

#include "common/efi/text.h"

/* Room for what the map may grow by between two looks at it: each allocation
 * splits a range in three at most. */
#define MAP_SPARE 64u

/* Firmware may want some more calls with a fresh map; a bound, as it may also
 * be broken. UEFI 2.10, 7.4.6. */
#define EXIT_TRIES 16u

/* What loaders that serve the initrd by LoadFile2 put behind the command line
 * all the same: Linux before 5.8 would look for a file of that name. */
static const char initrd_word[] = " initrd=initrd";

/* --- What is said ---------------------------------------------------------- */

static void say(struct plat_efi_stub *stub, const char *text)
{
	struct efi_text_output *output = stub->table->output;
	uint16_t line[80];
	unsigned int n = 0;

	if (!output)
		return;
	while (*text && n < PLAT_ARRAY_SIZE(line) - 1)
		line[n++] = (uint8_t)*text++;
	line[n] = 0;
	output->output_string(output, line);
}

static void say_hex(struct plat_efi_stub *stub, uint64_t value)
{
	char text[sizeof("0x0123456789abcdef")];
	char *p = text + sizeof(text) - 1;

	*p = '\0';
	do {
		*--p = "0123456789abcdef"[value & 15];
	} while (value >>= 4);
	*--p = 'x';
	*--p = '0';
	say(stub, p);
}

/* A tool that reads along knows our lines by how they begin. */
static void begin_line(struct plat_efi_stub *stub)
{
	struct efi_text_output *output = stub->table->output;

	if (output && output->mode && output->mode->cursor_column)
		say(stub, "\r\n");
	say(stub, "plat: crash: ");
}

efi_status plat_efi_refuse(struct plat_efi_stub *stub, efi_status status,
			   const char *reason)
{
	begin_line(stub);
	say(stub, reason);
	say(stub, "\r\n");
	return status;
}

/* --- Memory ---------------------------------------------------------------- */

/* The map as it is now, in the @map->size bytes at @map->bytes. */
static efi_status read_map(struct plat_efi_stub *stub,
			   struct plat_efi_map *map)
{
	uint32_t version;

	return stub->boot->get_memory_map(&map->size,
					  map->bytes,
					  &stub->map_key, &map->stride,
					  &version);
}

/* How large it is, with room for what it may grow by. */
static efi_status size_map(struct plat_efi_stub *stub,
			   struct plat_efi_map *map)
{
	efi_status status;

	*map = (struct plat_efi_map){NULL, 0, 0};
	status = read_map(stub, map);
	map->size += MAP_SPARE * map->stride;
	return status == EFI_BUFFER_TOO_SMALL &&
			       map->stride >= sizeof(struct efi_memory_descriptor)
		   ? EFI_SUCCESS
		   : EFI_UNSUPPORTED;
}

/* The map, in a buffer from the firmware's pool. */
static efi_status get_map(struct plat_efi_stub *stub,
			  struct plat_efi_map *map)
{
	efi_status status = size_map(stub, map);
	void *buffer = NULL;

	if (!status)
		status = stub->boot->allocate_pool(EFI_LOADER_DATA, map->size,
						   &buffer);
	if (status)
		return status;
	map->bytes = buffer;
	status = read_map(stub, map);
	if (status)
		stub->boot->free_pool(buffer);
	return status;
}

static void put_map(struct plat_efi_stub *stub, struct plat_efi_map *map)
{
	stub->boot->free_pool(map->bytes);
}

/* Code: the ISA's part may have to run there. */
static efi_status alloc_pages(struct plat_efi_stub *stub,
			      enum efi_allocate_type how, uint64_t size,
			      uint64_t *pa)
{
	return stub->boot->allocate_pages(how, EFI_LOADER_CODE,
					  (size + EFI_PAGE_SIZE - 1) >>
					      EFI_PAGE_SHIFT, pa);
}

/* Where the firmware puts it: nothing is in the way, but it knows of no
 * alignment. */
static efi_status alloc_anywhere(struct plat_efi_stub *stub, uint64_t size,
				 uint64_t align, uint64_t *pa)
{
	efi_status status = alloc_pages(stub, EFI_ALLOCATE_ANY_PAGES,
					size + align - EFI_PAGE_SIZE, pa);

	*pa = plat_align_up(*pa, align);
	return status;
}

efi_status plat_efi_alloc(struct plat_efi_stub *stub, uint64_t size,
			  uint64_t align, uint64_t limit, uint64_t *pa)
{
	struct plat_efi_map map;
	efi_status status;

	if (!PLAT_HAS(PLAT_ARCH_EFI_HAS_TARGET))
		return alloc_anywhere(stub, size, align, pa);
	status = get_map(stub, &map);
	if (status)
		return status;
	*pa = plat_efi_map_find(&map, plat_align_up(size, EFI_PAGE_SIZE),
				align, limit, stub->target);
	status = EFI_OUT_OF_RESOURCES;
	if (*pa)
		status = alloc_pages(stub, EFI_ALLOCATE_ADDRESS, size, pa);
	put_map(stub, &map);
	return status;
}

static uint64_t target_end(const struct plat_efi_stub *stub)
{
	return stub->target.start.v + stub->target.size;
}

static uint64_t target_blocked(const struct plat_efi_stub *stub,
			       const struct plat_efi_map *map)
{
	return plat_efi_map_blocked(map, stub->target.start.v,
				    target_end(stub));
}

static efi_status refuse_target(struct plat_efi_stub *stub, uint64_t at)
{
	begin_line(stub);
	say_hex(stub, stub->target.start.v);
	say(stub, " to ");
	say_hex(stub, target_end(stub) - 1);
	say(stub, " must be free, but ");
	say_hex(stub, at);
	say(stub, " is not\r\n");
	return EFI_OUT_OF_RESOURCES;
}

efi_status plat_efi_check_target(struct plat_efi_stub *stub)
{
	struct plat_efi_map map;
	efi_status status = get_map(stub, &map);
	uint64_t at;

	if (status)
		return plat_efi_refuse(stub, status, "there is no memory map");
	at = target_blocked(stub, &map);
	put_map(stub, &map);
	return at == target_end(stub) ? EFI_SUCCESS : refuse_target(stub, at);
}

/* --- What the core wants to know ------------------------------------------- */

/* The handover, behind it the command line, and behind that the map. */
static efi_status make_handover(struct plat_efi_stub *stub)
{
	const uint64_t size = sizeof(struct plat_efi_handover) +
			      PLAT_CMDLINE_MAX;
	struct plat_efi_handover *h;
	efi_status status = size_map(stub, &stub->map);
	uint64_t pa;

	if (!status)
		status = plat_efi_alloc(stub, size + stub->map.size,
					EFI_PAGE_SIZE, stub->limit, &pa);
	if (status)
		return plat_efi_refuse(stub, status,
				       "no memory for what the guest is told");
	h = (struct plat_efi_handover *)(uintptr_t)pa;
	*h = (struct plat_efi_handover){
		.magic = PLAT_EFI_MAGIC,
		.cmdline_pa = pa + sizeof(*h),
		.regions_pa = pa + size,
	};
	stub->handover = h;
	stub->map.bytes = (uint8_t *)h + size;
	return EFI_SUCCESS;
}

static uint64_t find_table(const struct plat_efi_stub *stub,
			   const struct efi_guid *guid)
{
	const struct efi_configuration_table *t = stub->table->tables;

	for (uint64_t n = stub->table->nr_tables; n; n--, t++) {
		if (!memcmp(&t->guid, guid, sizeof(*guid)))
			return (uintptr_t)t->table;
	}
	return 0;
}

static efi_status take_tables(struct plat_efi_stub *stub)
{
	static const struct efi_guid acpi_20 = EFI_ACPI_20_TABLE_GUID;
	static const struct efi_guid acpi_10 = EFI_ACPI_10_TABLE_GUID;
	static const struct efi_guid dtb = EFI_DTB_TABLE_GUID;
	struct plat_efi_handover *h = stub->handover;

	h->rsdp_pa = find_table(stub, &acpi_20);
	if (!h->rsdp_pa)
		h->rsdp_pa = find_table(stub, &acpi_10);
	h->devicetree_pa = find_table(stub, &dtb);
	if (!h->rsdp_pa && !h->devicetree_pa)
		return plat_efi_refuse(stub, EFI_NOT_FOUND,
				       "the firmware has neither ACPI tables "
				       "nor a devicetree");
	return EFI_SUCCESS;
}

static efi_status take_cmdline(struct plat_efi_stub *stub)
{
	char *text = (char *)(stub->handover + 1);
	int length = 0;

	if (stub->loaded->options)
		length = plat_efi_text(stub->loaded->options,
				       stub->loaded->options_bytes, text,
				       PLAT_CMDLINE_MAX - 1);
	if (length == -PLAT_ERANGE)
		return plat_efi_refuse(stub, EFI_INVALID_PARAMETER,
				       "the command line is too long (see "
				       "--with-cmdline-size)");
	if (length < 0)
		return plat_efi_refuse(stub, EFI_INVALID_PARAMETER,
				       "the command line is not UTF-16");
	stub->handover->cmdline_bytes = (uint32_t)length;
	return EFI_SUCCESS;
}

static void drop_initrd_word(struct plat_efi_stub *stub)
{
	const size_t length = sizeof(initrd_word) - 1;
	struct plat_efi_handover *h = stub->handover;
	const char *text = (const char *)(h + 1);

	if (h->cmdline_bytes >= length &&
	    !memcmp(text + h->cmdline_bytes - length, initrd_word, length))
		h->cmdline_bytes -= (uint32_t)length;
}

/* Who has the initrd, if anybody does. */
static efi_status find_initrd(struct plat_efi_stub *stub, void **path,
			      struct efi_load_file2 **file)
{
	static const struct efi_guid load_file2 = EFI_LOAD_FILE2_PROTOCOL_GUID;
	efi_status status;
	void *handle, *found;

	status = stub->boot->locate_device_path(&load_file2, path, &handle);
	if (!status)
		status = stub->boot->handle_protocol(handle, &load_file2,
						     &found);
	if (!status)
		*file = found;
	return status;
}

static efi_status load_initrd(struct plat_efi_stub *stub,
			      struct efi_load_file2 *file, void *path)
{
	struct plat_efi_handover *h = stub->handover;
	uint64_t size = 0, pa;
	efi_status status = file->load(file, path, false, &size, NULL);

	/* One of no bytes needs no buffer. */
	if (!size || status != EFI_BUFFER_TOO_SMALL)
		return status;
	status = plat_efi_alloc(stub, size, EFI_PAGE_SIZE, UINT64_MAX, &pa);
	if (!status)
		status = file->load(file, path, false, &size,
				    (void *)(uintptr_t)pa);
	if (status)
		return status;
	h->initrd_pa = pa;
	h->initrd_bytes = size;
	drop_initrd_word(stub);
	return EFI_SUCCESS;
}

static efi_status take_initrd(struct plat_efi_stub *stub)
{
	struct efi_vendor_media_path place = {
		.type = EFI_PATH_MEDIA,
		.subtype = EFI_PATH_MEDIA_VENDOR,
		.bytes = {sizeof(place) - 4, 0},
		.vendor = EFI_INITRD_MEDIA_GUID,
		.end_type = EFI_PATH_END,
		.end_subtype = EFI_PATH_END_ENTIRE,
		.end_bytes = {4, 0},
	};
	struct efi_load_file2 *file;
	void *path = &place;
	efi_status status = find_initrd(stub, &path, &file);

	if (status == EFI_NOT_FOUND)
		return EFI_SUCCESS;
	if (!status)
		status = load_initrd(stub, file, path);
	if (status)
		return plat_efi_refuse(stub, status,
				       "the initrd cannot be loaded");
	return EFI_SUCCESS;
}

static void take_time(struct plat_efi_stub *stub)
{
	struct plat_efi_handover *h = stub->handover;

	if (stub->table->runtime->get_time(&h->time, NULL))
		h->time.year = 0;
	h->counter = plat_efi_counter();
}

static efi_status gather(struct plat_efi_stub *stub)
{
	efi_status status = make_handover(stub);

	if (!status)
		status = take_tables(stub);
	if (!status)
		status = take_cmdline(stub);
	if (!status)
		status = take_initrd(stub);
	if (!status)
		take_time(stub);
	return status;
}

/* --- The way out ----------------------------------------------------------- */

static efi_status read_final_map(struct plat_efi_stub *stub,
				 struct plat_efi_map *map)
{
	efi_status status;

	*map = stub->map;
	status = read_map(stub, map);
	/* Something else may have been allocated there since. */
	if (PLAT_HAS(PLAT_ARCH_EFI_HAS_TARGET) && !status &&
	    target_blocked(stub, map) != target_end(stub))
		return EFI_OUT_OF_RESOURCES;
	return status;
}

/* Once ExitBootServices() was called, what is left of boot services are those
 * for memory: nothing can be said any more. UEFI 2.10, 7.4.6. */
static efi_status leave_boot_services(struct plat_efi_stub *stub,
				      struct plat_efi_map *map)
{
	efi_status status = EFI_SUCCESS;

	for (unsigned int i = 0; i < EXIT_TRIES; i++) {
		status = read_final_map(stub, map);
		if (status && !i)
			return plat_efi_refuse(stub, status,
					       "the final memory map is not "
					       "one to start with");
		if (status)
			return status;
		status = stub->boot->exit_boot_services(stub->image,
							stub->map_key);
		if (status != EFI_INVALID_PARAMETER)
			return status;
	}
	return status;
}

efi_status PLAT_EFIAPI plat_efi_main(void *image,
				     struct efi_system_table *table)
{
	static const struct efi_guid loaded_image =
	    EFI_LOADED_IMAGE_PROTOCOL_GUID;
	struct plat_efi_stub stub = {
		.image = image, .table = table, .boot = table->boot};
	struct plat_efi_map map;
	efi_status status;
	void *loaded;

	status = stub.boot->handle_protocol(image, &loaded_image, &loaded);
	if (status)
		return plat_efi_refuse(&stub, status,
				       "the firmware does not say what it "
				       "loaded");
	stub.loaded = loaded;
	status = plat_efi_prepare(&stub);
	if (!status)
		status = gather(&stub);
	if (!status)
		status = leave_boot_services(&stub, &map);
	if (status)
		return status;
	stub.handover->nr_regions = plat_efi_map_convert(&map);
	plat_efi_enter(&stub);
}
