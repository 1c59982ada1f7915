/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: what takes the place of privileged instructions (privileged.S).
 */
#include "common/x86_64/privileged.h"
#include "xen-pv/x86_64/traps.h"

#define REPLACEMENT(name) extern const char plat_xen_pv_##name[]
REPLACEMENT(cli);
REPLACEMENT(sti);
REPLACEMENT(wait);
REPLACEMENT(hlt);
REPLACEMENT(save);
REPLACEMENT(flags);
REPLACEMENT(popf);
REPLACEMENT(iret);
REPLACEMENT(cpuid);
REPLACEMENT(read_cr2);
REPLACEMENT(read_cr3);
REPLACEMENT(write_cr3);
REPLACEMENT(read_cr4);
REPLACEMENT(write_cr4);
REPLACEMENT(invlpg);
REPLACEMENT(flush);
REPLACEMENT(wrmsr);
REPLACEMENT(probe_rdmsr);
REPLACEMENT(probe_wrmsr);

static const struct plat_x86_replacement table[PLAT_NR_PRIV] = {
	[PLAT_PRIV_CLI] = {plat_xen_pv_cli, 0},
	[PLAT_PRIV_STI] = {plat_xen_pv_sti, 0},
	[PLAT_PRIV_WAIT] = {plat_xen_pv_wait, 0},
	[PLAT_PRIV_HLT] = {plat_xen_pv_hlt, 0},
	[PLAT_PRIV_SAVE] = {plat_xen_pv_save, 32},
	[PLAT_PRIV_FLAGS] = {plat_xen_pv_flags, 32},
	[PLAT_PRIV_POPF] = {plat_xen_pv_popf, 0},
	[PLAT_PRIV_IRET] = {plat_xen_pv_iret, 0},
	[PLAT_PRIV_CPUID] = {plat_xen_pv_cpuid, 0},
	[PLAT_PRIV_READ_CR2] = {plat_xen_pv_read_cr2, 16},
	[PLAT_PRIV_READ_CR3] = {plat_xen_pv_read_cr3, 16},
	[PLAT_PRIV_WRITE_CR3] = {plat_xen_pv_write_cr3, 16},
	[PLAT_PRIV_READ_CR4] = {plat_xen_pv_read_cr4, 16},
	[PLAT_PRIV_WRITE_CR4] = {plat_xen_pv_write_cr4, 0},
	[PLAT_PRIV_INVLPG] = {plat_xen_pv_invlpg, 16},
	[PLAT_PRIV_FLUSH_ALL] = {plat_xen_pv_flush, 0},
	[PLAT_PRIV_WRMSR] = {plat_xen_pv_wrmsr, 0},
	[PLAT_PRIV_PROBE_RDMSR] = {plat_xen_pv_probe_rdmsr, 0},
	[PLAT_PRIV_PROBE_WRMSR] = {plat_xen_pv_probe_wrmsr, 0},
};

bool plat_xen_pv_replace(void)
{
	return !plat_x86_replace(plat_privileged_begin, plat_privileged_end,
				 table);
}
