/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: pages of Xen's in the guest, and the records of lcpus.
 */
#ifndef COMMON_XEN_SHARED_H
#define COMMON_XEN_SHARED_H

#include <plat/types.h>

#include "common/xen/public.h"

/**
 * Have Xen put page @index of @space (XENMAPSPACE_*) at @frame, one of
 * plat_foreign_alloc()'s.
 *
 * Context: any.
 * Returns: a status of Xen's.
 */
PLAT_MUST_CHECK
int plat_xen_put_frame(unsigned int space, uint64_t index, plat_pa_t frame);

/**
 * The page that Xen and this domain share, mapped by the first who asks.
 *
 * Context: from the memory stage on, not in a handler.
 * Returns: NULL: it cannot be mapped; the log says so.
 */
struct shared_info *plat_xen_shared_info(void);

/**
 * The record of the lcpu that asks. An lcpu that has none of its own yet has
 * lcpu 0's, which is good for its clock.
 *
 * Requires: plat_xen_shared_info() has returned the page.
 * Context:  any that cannot move to another lcpu.
 */
struct vcpu_info *plat_xen_vcpu_info(void);

/** From now on @record is this lcpu's. */
void plat_xen_use_vcpu_info(struct vcpu_info *record);

/**
 * Have Xen write the record of lcpu @lcpu, its vCPU @vcpu, to memory of the
 * guest's, instead of shared info, which has room for the first 32 only. It is
 * never moved again. (An lcpu of a paravirtual domain has one from its start.)
 *
 * Context: the lcpu itself, or before it runs; not in a handler, one caller
 *          at a time.
 * Returns: 0, if that was done before, too; a status of Xen's; -PLAT_ENOMEM.
 */
PLAT_MUST_CHECK int plat_xen_vcpu_register(uint32_t lcpu, uint32_t vcpu);

/**
 * As plat_xen_vcpu_register(), for whoever has a place for the record.
 *
 * @record:  64-byte aligned, zeroes, never used for anything else.
 * Context:  any.
 * Returns:  a status of Xen's; -PLAT_EINVAL: it was registered before.
 */
PLAT_MUST_CHECK int plat_xen_vcpu_tell(uint32_t vcpu, plat_pa_t record);

/** Have the lcpu that asks use its record. Requires: it was registered. */
void plat_xen_vcpu_use(void);

/**
 * This lcpu, a further one, has come up: it uses its record, and events
 * come to it, unless there was an error, @err.
 *
 * Context: interrupts off.
 * Returns: @err; as plat_xen_lcpu_hook.
 */
PLAT_MUST_CHECK int plat_xen_vcpu_came(int err);

/** This lcpu leaves: what comes from outside comes to lcpu 0. Context:
 * interrupts off. */
void plat_xen_vcpu_leaves(void);

/** Wait, for a bounded time, until vCPU @vcpu, which is about to go down, has.
 * x86_64. Context: any. Returns: whether it has. */
bool plat_xen_vcpu_is_down(uint32_t vcpu);

/**
 * Xen's time, in nanoseconds: what timers are set in.
 *
 * Context:  as plat_xen_vcpu_info().
 * Returns:  0; -PLAT_EAGAIN: as plat_pvclock_ns().
 */
PLAT_MUST_CHECK int plat_xen_system_time(uint64_t *ns);

/** A counter that goes on from the first instruction on, whether its frequency is
 * known or not. Context: any. */
uint64_t plat_xen_ticks(void);

/** How many of them are a second, where it is the fastest there is; on a slower
 * one they are some seconds. */
uint64_t plat_xen_ticks_per_s(void);

#endif /* COMMON_XEN_SHARED_H */
