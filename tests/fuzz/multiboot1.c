/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/multiboot.h>

static const struct fuzz_slot slots[] = {
	{0x10000, 64, false},   /* information */
	{0x10040, 512, false},  /* modules */
	{0x11000, 1024, false}, /* memory map */
	{0x20f00, 256, true},   /* texts */
	{0x21f80, 128, true},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_protocol(plat_multiboot1_parse, slots, PLAT_ARRAY_SIZE(slots),
		      data, size);
	return 0;
}
