/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/efi.h>
#include <plat/errno.h>

#include "common/efi/map.h"
#include "common/efi/text.h"

static const struct fuzz_slot slots[] = {
	{0x6000, 88, false},     /* handover */
	{0x7000, 2048, false},   /* regions */
	{0x20f00, 256, true},    /* command line */
	{0x30000, 64, false},    /* devicetree */
};

/* What the stub does with what it got from the firmware itself. */
static void ask_stub(const uint8_t *data, size_t size)
{
	uint8_t copy[4096];
	struct plat_efi_map map = {copy, plat_min_u64(size, sizeof(copy)),
				   size & 0x3f};
	struct plat_pa_range avoid = {plat_pa(PLAT_MIB(1)), PLAT_MIB(1)};
	char text[64];
	int length = plat_efi_text(data, size, text, sizeof(text));
	uint64_t place;

	memcpy(copy, data, map.size);
	place = plat_efi_map_find(&map, 8192, 4096, PLAT_GIB(4), avoid);
	FUZZ_CHECK(place == 0 || place + 8192 <= PLAT_MIB(1) ||
		   (place >= PLAT_MIB(2) && place + 8192 <= PLAT_GIB(4)));
	FUZZ_CHECK(place == 0 || plat_efi_map_blocked(&map, place,
						      place + 8192) ==
				     place + 8192);
	FUZZ_CHECK(plat_efi_map_convert(&map) <=
		   map.size / sizeof(struct efi_memory_descriptor));
	FUZZ_CHECK(length <= (int)sizeof(text));
	FUZZ_CHECK(length >= 0 || length == -PLAT_EINVAL ||
		   length == -PLAT_ERANGE);
}

static void ask_clock(void)
{
	uint64_t ns, counter;
	int status = plat_efi_wall_ns(&ns, &counter);

	FUZZ_CHECK(!status || status == -PLAT_ENOENT ||
		   status == -PLAT_EINVAL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size)
		ask_stub(data + 1, size - 1);
	fuzz_protocol(plat_efi_parse, slots, PLAT_ARRAY_SIZE(slots), data,
		      size);
	ask_clock();
	return 0;
}
