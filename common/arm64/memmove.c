/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/string.h>

#include <stdint.h>

/* Pairs of words, then bytes; LDP and STP need no alignment in memory that is
 * normal. */
static void upwards(unsigned char *d, const unsigned char *s, size_t n)
{
	uint64_t a, b;

	for (; n >= 16; n -= 16)
		__asm__ volatile("ldp %[a], %[b], [%[s]], #16\n\t"
				 "stp %[a], %[b], [%[d]], #16"
				 : [a] "=&r"(a), [b] "=&r"(b), [s] "+r"(s),
				   [d] "+r"(d)
				 : : "memory");
	while (n--)
		*d++ = *s++;
}

static void downwards(unsigned char *d, const unsigned char *s, size_t n)
{
	uint64_t a, b;

	d += n;
	s += n;
	for (; n >= 16; n -= 16)
		__asm__ volatile("ldp %[a], %[b], [%[s], #-16]!\n\t"
				 "stp %[a], %[b], [%[d], #-16]!"
				 : [a] "=&r"(a), [b] "=&r"(b), [s] "+r"(s),
				   [d] "+r"(d)
				 : : "memory");
	while (n--)
		*--d = *--s;
}

void *memmove(void *dst, const void *src, size_t n)
{
	if ((uintptr_t)dst - (uintptr_t)src >= n)
		upwards(dst, src, n);
	else
		downwards(dst, src, n);
	return dst;
}
