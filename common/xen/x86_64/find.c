/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: Xen by its CPUID leaves, which begin at 0x40000000 or, where it shows
 * another hypervisor's before, 0x100 leaves further each.
 */
#include <plat/layout.h>
#include <plat/lcpu.h>

#include "common/x86_64/cpu.h"
#include "common/xen/xen.h"

#include <xen/arch-x86/cpuid.h>

#define LEAF_STEP    0x100u
#define LEAF_LAST    0x4000ff00u
#define LEAF_PAGES   2u
#define LEAF_HVM     4u

static uint32_t base; /* of the leaves; 0: no Xen */

const struct plat_xen_pv *plat_xen_pv;

extern const char plat_xen_hypercall_page[];

static bool is_xen(struct plat_x86_regs4 r)
{
	return r.ebx == XEN_CPUID_SIGNATURE_EBX &&
	       r.ecx == XEN_CPUID_SIGNATURE_ECX &&
	       r.edx == XEN_CPUID_SIGNATURE_EDX;
}

/* Behind the last hypervisor's leaves is none of another: what is there does
 * not tell of leaves at this place. */
static uint32_t search(void)
{
	if (!(plat_x86_cpuid(1, 0).ecx & X86_ECX_HYPERVISOR))
		return 0;
	for (uint32_t leaf = XEN_CPUID_FIRST_LEAF; leaf <= LEAF_LAST;
	     leaf += LEAF_STEP) {
		struct plat_x86_regs4 r = plat_x86_cpuid(leaf, 0);

		if (is_xen(r) && r.eax >= leaf + LEAF_PAGES)
			return leaf;
		if (r.eax - leaf >= LEAF_STEP)
			break;
	}
	return 0;
}

/* The write has Xen fill the page, by its physical address. */
bool plat_xen_find(void)
{
	base = search();
	if (base)
		plat_x86_wrmsr(plat_x86_cpuid(base + LEAF_PAGES, 0).ebx,
			       plat_image_pa(plat_xen_hypercall_page).v);
	return base != 0;
}

bool plat_xen_present(void)
{
	return base != 0 || plat_xen_pv;
}

uint32_t plat_xen_vcpu_id(void)
{
	struct plat_x86_regs4 r;

	if (plat_xen_pv)
		return plat_lcpu_self();
	if (plat_x86_cpuid(base, 0).eax < base + LEAF_HVM)
		return 0;
	r = plat_x86_cpuid(base + LEAF_HVM, 0);
	return r.eax & XEN_HVM_CPUID_VCPU_ID_PRESENT ? r.ebx : 0;
}
