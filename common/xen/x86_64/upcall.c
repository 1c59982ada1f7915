/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the upcall of an HVM or PVH domain: an interrupt at a vector of each
 * vCPU, through its local APIC; where Xen is too old for that, at one vector
 * for all, not through the local APIC. xen/include/public/hvm/hvm_op.h,
 * HVMOP_set_evtchn_upcall_vector; hvm/params.h, HVM_PARAM_CALLBACK_IRQ.
 */
#include "common/x86_64/apic.h"
#include "common/x86_64/irq.h"
#include "common/xen/event.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

#define CALLBACK_BY_VECTOR ((uint64_t)2 << 56)
#define ICR_FIXED          0x4000u

static unsigned int vector; /* 0: none yet */

static void upcall(void *arg)
{
	(void)arg;
	plat_xen_event_upcall();
}

static long hvm_op(unsigned int command, void *arg)
{
	return plat_xen_hypercall(__HYPERVISOR_hvm_op, command,
				  (uintptr_t)arg, 0, 0, 0);
}

static int set_for_all(void)
{
	struct xen_hvm_param param = {
		.domid = DOMID_SELF,
		.index = HVM_PARAM_CALLBACK_IRQ,
		.value = CALLBACK_BY_VECTOR | vector,
	};

	return plat_xen_error(hvm_op(HVMOP_set_param, &param));
}

int plat_xen_upcall_set_up(uint32_t vcpu)
{
	struct xen_hvm_evtchn_upcall_vector own = {.vcpu = vcpu};
	int err = 0;

	if (plat_xen_pv) {
		plat_xen_pv->set_upcall(plat_xen_event_upcall);
		return 0;
	}
	if (!vector)
		err = plat_x86_vector_alloc(upcall, NULL, &vector);
	if (err)
		return err;
	own.vector = (uint8_t)vector;
	if (!hvm_op(HVMOP_set_evtchn_upcall_vector, &own))
		return 0;
	return set_for_all();
}

void plat_xen_upcall_again(void)
{
	if (plat_xen_pv) {
		plat_xen_vcpu_info()->evtchn_upcall_pending = 1;
		return;
	}
	plat_x86_apic_send(
	    plat_x86_apic_icr(plat_x86_apic_id(), ICR_FIXED | vector));
}
