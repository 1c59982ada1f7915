/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/string.h>

#include <stdint.h>

void *memset(void *dst, int c, size_t n)
{
	uint64_t word = (uint64_t)(unsigned char)c * 0x0101010101010101;
	unsigned char *d = dst;

	for (; n >= 16; n -= 16)
		__asm__ volatile("stp %[word], %[word], [%[d]], #16"
				 : [d] "+r"(d) : [word] "r"(word) : "memory");
	while (n--)
		*d++ = (unsigned char)c;
	return dst;
}
