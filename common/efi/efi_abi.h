/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What of UEFI is used here, on 64-bit little-endian machines. Members that
 * are not are left out as arrays of pointers.
 *
 * Source: UEFI Specification 2.10; the numbers in comments are its sections.
 */
#ifndef COMMON_EFI_EFI_ABI_H
#define COMMON_EFI_EFI_ABI_H

#include <plat/arch/efi.h>
#include <plat/types.h>

#define EFI_PAGE_SHIFT 12u
#define EFI_PAGE_SIZE  ((uint64_t)1 << EFI_PAGE_SHIFT)

/* Appendix D */
typedef uint64_t efi_status;

#define EFI_ERROR             ((efi_status)1 << 63)
#define EFI_SUCCESS           ((efi_status)0)
#define EFI_LOAD_ERROR        (EFI_ERROR | 1)
#define EFI_INVALID_PARAMETER (EFI_ERROR | 2)
#define EFI_UNSUPPORTED       (EFI_ERROR | 3)
#define EFI_BUFFER_TOO_SMALL  (EFI_ERROR | 5)
#define EFI_OUT_OF_RESOURCES  (EFI_ERROR | 9)
#define EFI_NOT_FOUND         (EFI_ERROR | 14)

struct efi_guid {
	uint32_t a;
	uint16_t b, c;
	uint8_t d[8];
};
_Static_assert(sizeof(struct efi_guid) == 16, "abi");

/* 4.6.1.1 */
#define EFI_ACPI_20_TABLE_GUID                                            \
	{0x8868e871, 0xe4f1, 0x11d3,                                      \
	 {0xbc, 0x22, 0x00, 0x80, 0xc7, 0x3c, 0x88, 0x81}}
#define EFI_ACPI_10_TABLE_GUID                                            \
	{0xeb9d2d30, 0x2d88, 0x11d3,                                      \
	 {0x9a, 0x16, 0x00, 0x90, 0x27, 0x3f, 0xc1, 0x4d}}
/* 4.6.1.3 */
#define EFI_DTB_TABLE_GUID                                                \
	{0xb1b621d5, 0xf19c, 0x41a5,                                      \
	 {0x83, 0x0b, 0xd9, 0x15, 0x2c, 0x69, 0xaa, 0xe0}}
/* 9.1 */
#define EFI_LOADED_IMAGE_PROTOCOL_GUID                                    \
	{0x5b1b31a1, 0x9562, 0x11d2,                                      \
	 {0x8e, 0x3f, 0x00, 0xa0, 0xc9, 0x69, 0x72, 0x3b}}
/* 13.2 */
#define EFI_LOAD_FILE2_PROTOCOL_GUID                                      \
	{0x4006c0c1, 0xfcb3, 0x403e,                                      \
	 {0x99, 0x6d, 0x4a, 0x6c, 0x87, 0x24, 0xe0, 0x6d}}
/* Linux Documentation/arch/x86/boot.rst has it as the initrd's place. */
#define EFI_INITRD_MEDIA_GUID                                             \
	{0x5568e427, 0x68fc, 0x4f3d,                                      \
	 {0xac, 0x74, 0xca, 0x55, 0x52, 0x31, 0xcc, 0x68}}

/* 4.2.1 */
struct efi_table_header {
	uint64_t signature;
	uint32_t revision;
	uint32_t header_bytes;
	uint32_t crc32;
	uint32_t reserved;
};
_Static_assert(sizeof(struct efi_table_header) == 24, "abi");

/* 7.2.1, table 7.10 */
enum efi_memory_type {
	EFI_RESERVED_MEMORY,
	EFI_LOADER_CODE,
	EFI_LOADER_DATA,
	EFI_BOOT_SERVICES_CODE,
	EFI_BOOT_SERVICES_DATA,
	EFI_RUNTIME_SERVICES_CODE,
	EFI_RUNTIME_SERVICES_DATA,
	EFI_CONVENTIONAL_MEMORY,
	EFI_UNUSABLE_MEMORY,
	EFI_ACPI_RECLAIM_MEMORY,
	EFI_ACPI_MEMORY_NVS,
	EFI_MEMORY_MAPPED_IO,
	EFI_MEMORY_MAPPED_IO_PORT_SPACE,
	EFI_PAL_CODE,
	EFI_PERSISTENT_MEMORY,
	EFI_UNACCEPTED_MEMORY,
};

/* 7.2.3 */
#define EFI_MEMORY_WB      0x0000000000000008ull
#define EFI_MEMORY_SP      0x0000000000040000ull
#define EFI_MEMORY_RUNTIME 0x8000000000000000ull

struct efi_memory_descriptor {
	uint32_t type;
	uint32_t reserved;
	uint64_t pa;
	uint64_t va;
	uint64_t nr_pages;
	uint64_t attributes;
};
_Static_assert(offsetof(struct efi_memory_descriptor, pa) == 8, "abi");
_Static_assert(offsetof(struct efi_memory_descriptor, nr_pages) == 24, "abi");
_Static_assert(sizeof(struct efi_memory_descriptor) == 40, "abi");

/* 7.2.1 */
enum efi_allocate_type {
	EFI_ALLOCATE_ANY_PAGES,
	EFI_ALLOCATE_MAX_ADDRESS,
	EFI_ALLOCATE_ADDRESS,
};

/* 10.3: a device path of one vendor-defined media node. */
struct efi_vendor_media_path {
	uint8_t type, subtype;
	uint8_t bytes[2];
	struct efi_guid vendor;
	uint8_t end_type, end_subtype;
	uint8_t end_bytes[2];
} PLAT_PACKED;
_Static_assert(sizeof(struct efi_vendor_media_path) == 24, "abi");

#define EFI_PATH_MEDIA        4
#define EFI_PATH_MEDIA_VENDOR 3
#define EFI_PATH_END          0x7f
#define EFI_PATH_END_ENTIRE   0xff

/* 12.4 */
struct efi_text_mode {
	int32_t max_mode;
	int32_t mode;
	int32_t attribute;
	int32_t cursor_column;
	int32_t cursor_row;
	uint8_t cursor_visible;
};
_Static_assert(offsetof(struct efi_text_mode, cursor_column) == 12, "abi");

struct efi_text_output {
	void *reset;
	efi_status(PLAT_EFIAPI *output_string)(struct efi_text_output *self,
					       const uint16_t *text);
	void *others[7];
	struct efi_text_mode *mode;
};
_Static_assert(offsetof(struct efi_text_output, output_string) == 8, "abi");
_Static_assert(offsetof(struct efi_text_output, mode) == 72, "abi");

/* 7.2 to 7.4 */
struct efi_boot_services {
	struct efi_table_header header;
	void *tpl[2];
	efi_status(PLAT_EFIAPI *allocate_pages)(uint32_t how, uint32_t type,
						uint64_t nr_pages,
						uint64_t *pa);
	efi_status(PLAT_EFIAPI *free_pages)(uint64_t pa, uint64_t nr_pages);
	efi_status(PLAT_EFIAPI *get_memory_map)(uint64_t *bytes, void *map,
						uint64_t *key,
						uint64_t *descriptor_bytes,
						uint32_t *version);
	efi_status(PLAT_EFIAPI *allocate_pool)(uint32_t type, uint64_t bytes,
					       void **buffer);
	efi_status(PLAT_EFIAPI *free_pool)(void *buffer);
	void *events_and_protocols[9];
	efi_status(PLAT_EFIAPI *handle_protocol)(void *handle,
						 const struct efi_guid *guid,
						 void **interface);
	void *handles[3];
	efi_status(PLAT_EFIAPI *locate_device_path)(
	    const struct efi_guid *guid, void **path, void **handle);
	void *images[5];
	efi_status(PLAT_EFIAPI *exit_boot_services)(void *image,
						    uint64_t key);
	void *rest[17];
};
_Static_assert(offsetof(struct efi_boot_services, allocate_pages) == 40,
	       "abi");
_Static_assert(offsetof(struct efi_boot_services, get_memory_map) == 56,
	       "abi");
_Static_assert(offsetof(struct efi_boot_services, free_pool) == 72, "abi");
_Static_assert(offsetof(struct efi_boot_services, handle_protocol) == 152,
	       "abi");
_Static_assert(offsetof(struct efi_boot_services, locate_device_path) == 184,
	       "abi");
_Static_assert(offsetof(struct efi_boot_services, exit_boot_services) == 232,
	       "abi");
_Static_assert(sizeof(struct efi_boot_services) == 376, "abi");

/* 8.3 */
struct efi_time {
	uint16_t year;
	uint8_t month, day, hour, minute, second;
	uint8_t pad1;
	uint32_t ns;
	int16_t zone; /* minutes that UTC is ahead, or EFI_UNSPECIFIED_ZONE */
	uint8_t daylight;
	uint8_t pad2;
};
_Static_assert(offsetof(struct efi_time, ns) == 8, "abi");
_Static_assert(sizeof(struct efi_time) == 16, "abi");

#define EFI_UNSPECIFIED_ZONE 0x7ff

struct efi_runtime_services {
	struct efi_table_header header;
	efi_status(PLAT_EFIAPI *get_time)(struct efi_time *time,
					  void *capabilities);
	void *rest[13];
};
_Static_assert(offsetof(struct efi_runtime_services, get_time) == 24, "abi");
_Static_assert(sizeof(struct efi_runtime_services) == 136, "abi");

/* 4.6 */
struct efi_configuration_table {
	struct efi_guid guid;
	void *table;
};
_Static_assert(sizeof(struct efi_configuration_table) == 24, "abi");

/* 4.3.1 */
struct efi_system_table {
	struct efi_table_header header;
	uint16_t *vendor;
	uint32_t firmware_revision;
	void *input_handle, *input;
	void *output_handle;
	struct efi_text_output *output;
	void *error_handle, *error;
	struct efi_runtime_services *runtime;
	struct efi_boot_services *boot;
	uint64_t nr_tables;
	struct efi_configuration_table *tables;
};
_Static_assert(offsetof(struct efi_system_table, output) == 64, "abi");
_Static_assert(offsetof(struct efi_system_table, boot) == 96, "abi");
_Static_assert(offsetof(struct efi_system_table, tables) == 112, "abi");
_Static_assert(sizeof(struct efi_system_table) == 120, "abi");

/* 9.1 */
struct efi_loaded_image {
	uint32_t revision;
	void *parent;
	struct efi_system_table *table;
	void *device, *path, *reserved;
	uint32_t options_bytes;
	void *options;
	void *base;
	uint64_t bytes;
	uint32_t code_type, data_type;
	void *unload;
};
_Static_assert(offsetof(struct efi_loaded_image, options_bytes) == 48, "abi");
_Static_assert(offsetof(struct efi_loaded_image, options) == 56, "abi");
_Static_assert(offsetof(struct efi_loaded_image, base) == 64, "abi");
_Static_assert(sizeof(struct efi_loaded_image) == 96, "abi");

/* 13.2 */
struct efi_load_file2 {
	efi_status(PLAT_EFIAPI *load)(struct efi_load_file2 *self, void *path,
				      uint8_t boot_policy, uint64_t *bytes,
				      void *buffer);
};
_Static_assert(sizeof(struct efi_load_file2) == 8, "abi");

#endif /* COMMON_EFI_EFI_ABI_H */
