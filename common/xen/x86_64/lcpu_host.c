/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: lcpus in a library without paravirtual domains.
 */
#include "common/lcpu/lcpu.h"
#include "common/xen/xen.h"

const struct plat_lcpu_ops *plat_lcpu_host_ops(void)
{
	return plat_xen_hvm_lcpu_ops();
}
