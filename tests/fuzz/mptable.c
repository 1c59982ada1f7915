/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/errno.h>
#include <plat/mptable.h>

#include "common/mptable/mptable_abi.h"

static const struct fuzz_slot slots[] = {
	{0x9fc00, 1024, false},  /* EBDA */
	{0x40e, 8, false},       /* BIOS data area: where it is, base memory */
	{0x80000, 1024, false},  /* table */
};

static void mend(unsigned int slot, uint8_t *bytes, size_t size)
{
	static const char signature[] = "_MP_";
	uint16_t length;

	if (slot == 2 && size >= sizeof(struct mp_config)) {
		memcpy(&length, bytes + 4, sizeof(length));
		if (length > 7 && length <= size)
			host_checksum(bytes, length, 7);
	}
	for (size_t at = 0; slot == 0 && at + 16 <= size; at += 16) {
		if (memcmp(bytes + at, signature, 4) == 0)
			host_checksum(bytes + at, 16, 10);
	}
}

static void pad_ebda(const uint8_t *data, size_t size)
{
	static uint8_t padded[4096];

	/* It is looked at as a whole KiB: the first chunk is the EBDA. */
	if (size < 3)
		return;
	memset(padded, 0, 3 + 1024);
	memcpy(padded, data, 3);
	padded[0] &= FUZZ_AS_IS;
	padded[1] = 0;
	padded[2] = 4;
	size -= 3;
	memcpy(padded + 3, data + 3, size < 64 ? size : 64);
	if (size > 64 && size < sizeof(padded) - 1027)
		memcpy(padded + 1027, data + 3 + 64, size - 64);
	else
		size = 64;
	fuzz_layout(slots, PLAT_ARRAY_SIZE(slots), padded, 1027 + size - 64,
		    mend);
}

/* The first 67 bytes are the head of a chunk for the EBDA and its first 64
 * bytes, with the floating pointer; chunks follow. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int status;

	pad_ebda(data, size);
	status = plat_mptable_parse(&fuzz_sink, &(bool){false});
	FUZZ_CHECK(status == 0 || status == -PLAT_ENOENT ||
		   status == -PLAT_EPROTO || status == -PLAT_ENOTSUP);
	fuzz_end();
	return 0;
}
