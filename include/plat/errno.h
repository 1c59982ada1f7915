/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Status codes. A function that can fail returns int: 0, or one of these,
 * negated.
 */
#ifndef PLAT_ERRNO_H
#define PLAT_ERRNO_H

enum {
	PLAT_EINVAL = 1, /* an argument is outside its documented domain */
	PLAT_ENOMEM,     /* no frame, or no room in a fixed table */
	PLAT_EEXIST,     /* what was to be made is there already */
	PLAT_ENOENT,     /* what was asked for is not there */
	PLAT_ERANGE,     /* a number does not fit where it has to go */
	PLAT_EBUSY,      /* in use by somebody else */
	PLAT_EPROTO,     /* malformed data from firmware or the hypervisor */
	PLAT_ENOTSUP,    /* this machine or frontend does not have it */
	PLAT_ETIMEDOUT,  /* no answer within the documented bound */
	PLAT_EAGAIN,     /* not possible at this moment; later it may be */
	PLAT_ENOSYS,     /* the boot stage that provides it has not been run */
	PLAT_EFAULT,     /* an address, or a register, that cannot be used so */
	PLAT_EPERM,      /* the host does not let this guest do it */
	PLAT_ENOSPC,     /* what comes does not fit into the room for it */
};

/**
 * A name for a status, say "EINVAL" for -PLAT_EINVAL.
 *
 * Context: any.
 * Returns: a constant string; "E?" for a number that is none of the above.
 */
const char *plat_errno_name(int status);

#endif /* PLAT_ERRNO_H */
