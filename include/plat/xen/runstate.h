/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: where a vCPU's time goes.
 */
#ifndef PLAT_XEN_RUNSTATE_H
#define PLAT_XEN_RUNSTATE_H

#include <plat/types.h>

/* Nanoseconds since the vCPU was made. */
struct plat_xen_runstate {
	uint64_t running_ns;
	uint64_t runnable_ns; /* others had the CPU */
	uint64_t blocked_ns;  /* it halted */
	uint64_t offline_ns;  /* it was down, or the domain paused */
};

/**
 * What the lcpu that asks has spent its time with. The first call on an lcpu
 * has Xen keep the times in memory of the guest's; later ones need no
 * hypercall.
 *
 * Context: any, from the time stage on; not in a handler the first time.
 * Returns: 0; -PLAT_ENOTSUP: no Xen, no clock of Xen's, or on arm64;
 *          -PLAT_EAGAIN: the times do not stand still; a status of Xen's.
 */
PLAT_MUST_CHECK int plat_xen_runstate(struct plat_xen_runstate *times);

#endif /* PLAT_XEN_RUNSTATE_H */
