/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lcpus where no frontend of this library has another way than the ISA's.
 */
#include "common/lcpu/lcpu.h"

const struct plat_lcpu_ops *plat_lcpu_host_ops(void)
{
	return plat_arch_lcpu_ops();
}
