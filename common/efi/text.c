/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/efi/text.h"

#include <plat/errno.h>

#define SURROGATE_HIGH 0xd800u
#define SURROGATE_LOW  0xdc00u
#define SURROGATE_MASK 0xfc00u

struct source {
	const uint8_t *bytes;
	size_t left;
};

/* The next unit; 0 at the end. */
static uint32_t unit(struct source *s)
{
	uint32_t c;

	if (s->left < 2)
		return 0;
	c = s->bytes[0] | (uint32_t)s->bytes[1] << 8;
	s->bytes += 2;
	s->left -= 2;
	return c;
}

/* The next code point; 0 at the end; -PLAT_EINVAL. */
static int32_t code_point(struct source *s)
{
	uint32_t low, c = unit(s);

	if ((c & SURROGATE_MASK) == SURROGATE_LOW)
		return -PLAT_EINVAL;
	if ((c & SURROGATE_MASK) != SURROGATE_HIGH)
		return (int32_t)c;
	low = unit(s);
	if ((low & SURROGATE_MASK) != SURROGATE_LOW)
		return -PLAT_EINVAL;
	return (int32_t)(0x10000 + ((c & ~SURROGATE_MASK) << 10) +
			 (low & ~SURROGATE_MASK));
}

/* The bytes that follow the first one of a code point. */
static size_t nr_tail_bytes(uint32_t c)
{
	return (size_t)(c >= 0x80) + (c >= 0x800) + (c >= 0x10000);
}

static void encode(uint32_t c, size_t tail, char *dst)
{
	uint32_t mark = tail ? ~(0x7fu >> tail) & 0xff : 0;

	*dst++ = (char)(mark | c >> 6 * tail);
	while (tail--)
		*dst++ = (char)(0x80 | (c >> 6 * tail & 0x3f));
}

int plat_efi_text(const void *src, size_t size, char *dst, size_t room)
{
	struct source s = {src, size};
	size_t used = 0;
	int32_t c;

	while ((c = code_point(&s)) > 0) {
		size_t tail = nr_tail_bytes((uint32_t)c);

		if (tail + 1 > room - used)
			return -PLAT_ERANGE;
		encode((uint32_t)c, tail, dst + used);
		used += tail + 1;
	}
	return c < 0 ? c : (int)used;
}
