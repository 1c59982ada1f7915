/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/errno.h>
#include <plat/multiboot.h>

static const struct fuzz_slot slots[] = {
	{0x10000, 2048, false}, /* information */
	{0x10004, 2048, false}, /* the same, not aligned */
};

/* The first byte is how many MRDs there is room for, and its top bit which
 * of the addresses is used. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct plat_bootinfo *bi;
	unsigned int slot;
	int status;

	if (size == 0)
		return 0;
	slot = data[0] >> 7;
	bi = fuzz_bootinfo(data[0] & 0x7f);
	if (size > 1 && size - 1 <= slots[slot].most)
		host_phys_put(slots[slot].pa, data + 1, size - 1);
	status = plat_multiboot2_parse(bi, plat_pa(slots[slot].pa));
	fuzz_check_parsed(status, bi);
	FUZZ_CHECK(slot == 0 || status == -PLAT_EPROTO);
	fuzz_end();
	return 0;
}
