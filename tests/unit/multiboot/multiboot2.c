/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest that GRUB loads would start with wrong memory, or not at all. */
#include "tests/unit/bootinfo.h"

#include <plat/multiboot.h>

#include "common/multiboot/multiboot_abi.h"

#define INFO 0x10000u

static struct {
	_Alignas(8) uint8_t bytes[1 << 17];
	uint32_t size;
} info;

static int begin(void **state)
{
	info.size = sizeof(struct mb2_info);
	return setup(state);
}

static uint64_t next_tag_pa(void)
{
	return INFO + info.size;
}

/* Add a tag: @head with its size set, then @size bytes of @body. */
static void tag_sized(uint32_t type, const void *head, uint32_t head_size,
		      const void *body, uint32_t size, uint32_t tag_size)
{
	struct mb2_tag tag = {type, tag_size};

	memcpy(info.bytes + info.size, head, head_size);
	memcpy(info.bytes + info.size, &tag, sizeof(tag));
	memcpy(info.bytes + info.size + head_size, body, size);
	info.size += head_size + (uint32_t)plat_align_up(size, 8);
}

static void tag(uint32_t type, const void *head, uint32_t head_size,
		const void *body, uint32_t size)
{
	tag_sized(type, head, head_size, body, size, head_size + size);
}

static const struct mb2_tag plain;

static int parse(void)
{
	struct mb2_info head = {info.size, 0};

	memcpy(info.bytes, &head, sizeof(head));
	host_phys_reset();
	host_phys_put(INFO, info.bytes, info.size);
	return plat_multiboot2_parse(&bi, plat_pa(INFO));
}

static void end(void)
{
	tag(MB2_TAG_END, &plain, 8, "", 0);
}

static void mmap_of(uint32_t entry_size, const void *entries, uint32_t size)
{
	struct mb2_mmap map = {{0, 0}, entry_size, 0};

	tag(MB2_TAG_MMAP, &map, sizeof(map), entries, size);
}

static const struct mb2_mmap_entry memory[] = {
	{0, 0x9fc00, 1, 0},
	{0x100000, 0x7ee0000, 1, 0},
	{0x7fe0000, 0x20000, 3, 0},
	{0xf0000, 0x10000, 2, 0},
};

static void the_memory_map_is_taken(void **state)
{
	struct mb2_memory sizes = {{0, 0}, 639, 1};

	(void)state;
	tag(MB2_TAG_MEMORY, &sizes, sizeof(sizes), "", 0);
	mmap_of(24, memory, sizeof(memory));
	tag(9, &plain, 8, "unknown", 7);
	end();
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.protocol, PLAT_PROTOCOL_MULTIBOOT2);
	assert_int_equal(bi.mrds.nr_mrds, 4);
	assert_true(has_mrd(0x100000, 0x7ee0000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x7fe0000, 0x20000, PLAT_MRD_FIRMWARE));
	assert_true(has_mrd(0xf0000, 0x10000, PLAT_MRD_RESERVED));
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
	assert_int_equal(host_log_count(PLAT_LOG_INFO), 0);
}

static void entries_may_be_larger_than_we_know(void **state)
{
	uint8_t wide[2][32] = {{0}};

	(void)state;
	memcpy(wide[0], &memory[0], 24);
	memcpy(wide[1], &memory[1], 24);
	mmap_of(32, wide, sizeof(wide) - 8);
	end();
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.mrds.nr_mrds, 1);
	info.size = sizeof(struct mb2_info);
	mmap_of(32, wide, sizeof(wide));
	end();
	begin_bootinfo(PLAT_MRD_MAX);
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.mrds.nr_mrds, 2);
	assert_true(has_mrd(0x100000, 0x7ee0000, PLAT_MRD_FREE));
}

static void entries_of_wrong_size_are_refused(void **state)
{
	(void)state;
	mmap_of(16, memory, sizeof(memory));
	mmap_of(0, memory, sizeof(memory));
	mmap_of(28, memory, sizeof(memory));
	end();
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(bi.mrds.nr_mrds, 0);
	assert_true(host_log_has("entries of 28 bytes"));
	assert_true(host_log_has("nothing tells of memory"));
}

static void sizes_are_the_fallback(void **state)
{
	struct mb2_memory sizes = {{0, 0}, 800, 0x1000};

	(void)state;
	tag(MB2_TAG_MEMORY, &sizes, sizeof(sizes), "", 0);
	end();
	assert_int_equal(parse(), 0);
	assert_true(has_mrd(0, 640 << 10, PLAT_MRD_FREE));
	assert_true(has_mrd(1 << 20, 0x1000 << 10, PLAT_MRD_FREE));
	assert_int_equal(host_log_count(PLAT_LOG_INFO), 1);
}

static void modules_and_the_command_line_are_taken(void **state)
{
	struct mb2_module a = {{0, 0}, 0x400000, 0x401388};
	struct mb2_module b = {{0, 0}, 0x500000, 0x500001};
	uint64_t at;

	(void)state;
	tag(MB2_TAG_CMDLINE, &plain, 8, "hello -- a", 11);
	at = next_tag_pa();
	tag(MB2_TAG_MODULE, &a, sizeof(a), "initrd", 7);
	tag(MB2_TAG_MODULE, &b, sizeof(b), "", 1);
	mmap_of(24, memory, sizeof(memory));
	end();
	assert_int_equal(parse(), 0);
	assert_string_equal(bi.cmdline, "hello -- a");
	assert_int_equal(bi.nr_modules, 2);
	assert_int_equal(bi.modules[0].data.size, 5000);
	assert_int_equal(bi.modules[0].cmdline.start.v, at + 16);
	assert_int_equal(bi.modules[0].cmdline.size, 6);
	assert_int_equal(bi.modules[1].cmdline.size, 0);
}

static void the_newer_rsdp_wins(void **state)
{
	uint8_t rsdp[36] = {0};
	uint64_t new_at;

	(void)state;
	tag(MB2_TAG_RSDP_OLD, &plain, 8, rsdp, 20);
	new_at = next_tag_pa() + 8;
	tag(MB2_TAG_RSDP_NEW, &plain, 8, rsdp, 36);
	tag(MB2_TAG_RSDP_OLD, &plain, 8, rsdp, 20);
	mmap_of(24, memory, sizeof(memory));
	end();
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.rsdp.v, new_at);
	assert_true(has_mrd(new_at, 36, PLAT_MRD_FIRMWARE));
}

static void tags_too_short_are_refused(void **state)
{
	static const uint8_t zeros[32];
	const uint32_t types[] = {MB2_TAG_MODULE, MB2_TAG_MEMORY,
				  MB2_TAG_MMAP, MB2_TAG_RSDP_OLD,
				  MB2_TAG_RSDP_NEW};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(types); i++)
		tag(types[i], &plain, 8, zeros, i < 3 ? 7 : 19);
	tag(MB2_TAG_RSDP_NEW, &plain, 8, zeros, 27);
	end();
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 7);
	assert_true(host_log_has("tag 3 of 15 bytes is too short"));
	assert_int_equal(bi.rsdp.v, 0);
	assert_int_equal(bi.nr_modules, 0);
}

static void broken_tags_end_it(void **state)
{
	static const uint32_t sizes[] = {0, 7, 17, UINT32_MAX};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(sizes); i++) {
		teardown(NULL);
		begin(NULL);
		mmap_of(24, memory, sizeof(memory));
		tag_sized(MB2_TAG_CMDLINE, &plain, 8, "a", 1, sizes[i]);
		assert_int_equal(parse(), 0);
		assert_int_equal(bi.mrds.nr_mrds, 4);
		assert_int_equal(bi.cmdline_length, 0);
		assert_true(host_log_has("tags are broken at 0x10078"));
	}
}

static void no_end_tag_is_told(void **state)
{
	(void)state;
	mmap_of(24, memory, sizeof(memory));
	assert_int_equal(parse(), 0);
	assert_true(host_log_has("tags are broken"));
}

static void memory_behind_the_information_is_not_read(void **state)
{
	struct mb2_module m = {{0, 0}, 0x400000, 0x401388};
	struct mb2_info head = {0x800, 0};
	uint32_t nr;

	(void)state;
	/* The sizes promise what is not there: in each kind of tag. */
	for (uint32_t cut = 8; cut < 200; cut++) {
		teardown(NULL);
		begin(NULL);
		tag_sized(MB2_TAG_CMDLINE, &plain, 8, "abcdefg", 8, 16);
		tag_sized(MB2_TAG_MODULE, &m, 16, "", 0, 48);
		mmap_of(24, memory, sizeof(memory));
		tag(MB2_TAG_MEMORY, &m, 16, "", 0);
		memcpy(info.bytes, &head, sizeof(head));
		host_phys_put(INFO, info.bytes, cut);
		nr = plat_multiboot2_parse(&bi, plat_pa(INFO)) == 0;
		assert_true(nr <= 1);
		assert_true(host_log_count(PLAT_LOG_WARN) > 0);
	}
}

static void no_information_is_an_error(void **state)
{
	struct mb2_info head = {8, 0};
	static const uint32_t sizes[] = {0, 15, (4 << 20) + 1, UINT32_MAX};

	(void)state;
	assert_int_equal(plat_multiboot2_parse(&bi, plat_pa(INFO)),
			 -PLAT_EPROTO);
	assert_true(host_log_has("cannot reach the information"));
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(sizes); i++) {
		head.total_size = sizes[i];
		host_phys_reset();
		host_phys_put(INFO, &head, sizeof(head));
		assert_int_equal(plat_multiboot2_parse(&bi, plat_pa(INFO)),
				 -PLAT_EPROTO);
	}
	host_phys_reset();
	end();
	host_phys_put(INFO + 4, info.bytes, info.size);
	assert_int_equal(plat_multiboot2_parse(&bi, plat_pa(INFO + 4)),
			 -PLAT_EPROTO);
	assert_true(host_log_has("no information of"));
}

static void a_full_list_is_an_error(void **state)
{
	struct mb2_module m = {{0, 0}, 0x400000, 0x401388};
	uint8_t rsdp[36] = {0};

	(void)state;
	mmap_of(24, memory, sizeof(memory));
	tag(MB2_TAG_MODULE, &m, 16, "", 0);
	tag(MB2_TAG_RSDP_NEW, &plain, 8, rsdp, 36);
	end();
	/* Four of the six are not FREE. */
	for (uint32_t room = 0; room < 4; room++) {
		begin_bootinfo(room);
		assert_int_equal(parse(), -PLAT_ENOMEM);
	}
	begin_bootinfo(4);
	assert_int_equal(parse(), 0);
}

static void modules_without_end_are_bounded(void **state)
{
	struct mb2_module m = {{0, 0}, 0x400000, 0x401388};

	(void)state;
	for (int i = 0; i < 2060; i++)
		tag(MB2_TAG_MODULE, &m, 16, "", 0);
	end();
	bi.mrds.capacity = PLAT_MRD_MAX;
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(bi.nr_modules, PLAT_MODULES_MAX);
	assert_true(host_log_has("more than 2048 modules"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_memory_map_is_taken),
		TEST(entries_may_be_larger_than_we_know),
		TEST(entries_of_wrong_size_are_refused),
		TEST(sizes_are_the_fallback),
		TEST(modules_and_the_command_line_are_taken),
		TEST(the_newer_rsdp_wins),
		TEST(tags_too_short_are_refused),
		TEST(broken_tags_end_it),
		TEST(no_end_tag_is_told),
		TEST(memory_behind_the_information_is_not_read),
		TEST(no_information_is_an_error),
		TEST(a_full_list_is_an_error),
		TEST(modules_without_end_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
