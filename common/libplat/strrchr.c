/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/string.h>

char *strrchr(const char *s, int c)
{
	char *last = NULL;

	for (;; s++) {
		if (*s == (char)c)
			last = (char *)s;
		if (!*s)
			return last;
	}
}
