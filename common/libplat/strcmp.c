/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/string.h>

int strcmp(const char *a, const char *b)
{
	for (; *a && *a == *b; a++, b++)
		;
	return (unsigned char)*a - (unsigned char)*b;
}
