/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/errno.h>

#include <plat/compiler.h>

const char *plat_errno_name(int status)
{
	static const char names[][10] = {
		[PLAT_EINVAL] = "EINVAL",   [PLAT_ENOMEM] = "ENOMEM",
		[PLAT_EEXIST] = "EEXIST",   [PLAT_ENOENT] = "ENOENT",
		[PLAT_ERANGE] = "ERANGE",   [PLAT_EBUSY] = "EBUSY",
		[PLAT_EPROTO] = "EPROTO",   [PLAT_ENOTSUP] = "ENOTSUP",
		[PLAT_ETIMEDOUT] = "ETIMEDOUT", [PLAT_EAGAIN] = "EAGAIN",
		[PLAT_ENOSYS] = "ENOSYS",   [PLAT_EFAULT] = "EFAULT",
	};

	if (status >= 0 || status <= -(int)PLAT_ARRAY_SIZE(names))
		return "E?";
	return names[-status];
}
