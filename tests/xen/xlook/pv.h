/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What xlook has for paravirtual domains, of x86_64.
 */
#ifndef TESTS_XEN_XLOOK_PV_H
#define TESTS_XEN_XLOOK_PV_H

#include "tests/xen/xlook/xlook.h"

struct xc_interface_core;

/* Reads the lists of frames. */
void pv_open(struct xc_interface_core *xen, uint32_t domid,
	     const struct domain *domain);

/* The machine's address of the guest's @pa, by the guest's list or what it
 * said; and back, by Xen's. */
uint64_t pv_machine(uint64_t pa);
uint64_t pv_guests(uint64_t machine);

/* Whether the lists are the same, the tables are Xen's, and what Xen calls is
 * there. */
void pv_look(const struct domain *domain);

#endif /* TESTS_XEN_XLOOK_PV_H */
