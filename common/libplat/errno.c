/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/errno.h>

#include <plat/compiler.h>
#include <plat/string.h>

/* In the order of their numbers, from 1 on. */
static const char names[] = "EINVAL\0ENOMEM\0EEXIST\0ENOENT\0ERANGE\0EBUSY\0"
			    "EPROTO\0ENOTSUP\0ETIMEDOUT\0EAGAIN\0ENOSYS\0"
			    "EFAULT\0EPERM\0ENOSPC";

const char *plat_errno_name(int status)
{
	const char *name = names;

	if (status >= 0 || status < -PLAT_ENOSPC)
		return "E?";
	while (++status)
		name += strlen(name) + 1;
	return name;
}
