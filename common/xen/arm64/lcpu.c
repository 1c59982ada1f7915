/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: lcpus of a domain: PSCI and the GIC, as natively; Xen is told where
 * the record of each is before it runs, as shared info has that of the first
 * one only.
 */
#include <plat/errno.h>

#include "common/lcpu/lcpu.h"
#include "common/xen/arm64/vcpu.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

static struct plat_lcpu_ops ops;
static const struct plat_lcpu_ops *native;

static int start(const struct plat_lcpu_id *id,
		 const struct plat_lcpu_start *record)
{
	if (plat_xen_vcpu_register(id->number, plat_xen_vcpu_of(id->hw_id)))
		return -PLAT_ENOMEM;
	return native->start(id, record);
}

static int set_up(void)
{
	return plat_xen_vcpu_came(native->set_up());
}

static void pass_on(void)
{
	native->pass_on();
	plat_xen_vcpu_leaves();
}

const struct plat_lcpu_ops *plat_lcpu_host_ops(void)
{
	native = plat_arch_lcpu_ops();
	if (!native || !plat_xen_present())
		return native;
	ops = *native;
	ops.start = start;
	ops.set_up = set_up;
	ops.pass_on = pass_on;
	return &ops;
}
