/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/string.h>

char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++) {
		if (!*s)
			return NULL;
	}
	return (char *)s;
}
