/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/libplat/names.h"

#include <plat/string.h>

const char *plat_name_of(const char *names, unsigned int number)
{
	unsigned int n;

	while ((n = (unsigned char)*names++) != number &&
	       n != (unsigned char)*PLAT_NAME_ELSE)
		names += strlen(names) + 1;
	return names;
}
