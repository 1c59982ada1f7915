/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/errno.h>
#include <plat/pvh.h>

static const struct fuzz_slot slots[] = {
	{0x6000, 64, false},    /* start info */
	{0x6040, 512, false},   /* modules */
	{0x7000, 1024, false},  /* memory map */
	{0x20f00, 256, true},   /* texts */
	{0x21f80, 128, true},
};

/* The first byte is how many MRDs there is room for. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct plat_bootinfo *bi;
	int status;

	if (size == 0)
		return 0;
	bi = fuzz_bootinfo(data[0]);
	fuzz_layout(slots, PLAT_ARRAY_SIZE(slots), data + 1, size - 1, NULL);
	status = plat_pvh_parse(bi, plat_pa(0x6000));
	FUZZ_CHECK(status == 0 || status == -PLAT_ENOENT ||
		   status == -PLAT_EPROTO || status == -PLAT_ENOMEM);
	fuzz_check_bootinfo(bi);
	fuzz_end();
	return 0;
}
