/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/errno.h>
#include <plat/xen/hypercall.h>

#include "common/xen/public.h"

#include <xen/errno.h>

int plat_xen_error(long result)
{
	if (result >= 0)
		return (int)result;
	switch (result) {
	case -XEN_ENOENT:
	case -XEN_ESRCH:
		return -PLAT_ENOENT;
	case -XEN_EPERM:
	case -XEN_EACCES:
		return -PLAT_EPERM;
	case -XEN_ENOMEM:
	case -XEN_ENOSPC:
		return -PLAT_ENOMEM;
	case -XEN_EEXIST:
		return -PLAT_EEXIST;
	case -XEN_EBUSY:
		return -PLAT_EBUSY;
	case -XEN_EAGAIN:
		return -PLAT_EAGAIN;
	case -XEN_EFAULT:
		return -PLAT_EFAULT;
	case -XEN_ETIME:
	case -XEN_ETIMEDOUT:
		return -PLAT_ETIMEDOUT;
	case -XEN_ENOSYS:
	case -XEN_EOPNOTSUPP:
	case -XEN_ENODEV:
		return -PLAT_ENOTSUP;
	default:
		return -PLAT_EINVAL;
	}
}
