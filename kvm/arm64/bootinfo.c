/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/errno.h>
#include <plat/fdt.h>
#include <plat/power.h>

#include "common/arm64/machine.h"
#include "kvm/arm64/kvm.h"

struct plat_fdt plat_kvm_fdt;

int plat_kvm_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	int err = plat_fdt_parse(bi, arg, &plat_arm64_fdt_sink,
				 &plat_arm64_told, &plat_kvm_fdt);

	if (err == -PLAT_EPROTO)
		plat_panic("no devicetree at %#jx: the Image protocol wants "
			   "the address of one, a multiple of 8, in x0",
			   arg.v);
	if (err == -PLAT_ENOENT)
		plat_panic("the devicetree at %#jx tells of no memory", arg.v);
	if (err)
		return err;
	plat_arm64_take_fdt(&plat_arm64_told, &plat_kvm_fdt);
	return plat_arm64_add_devices(&plat_arm64_told, bi);
}
