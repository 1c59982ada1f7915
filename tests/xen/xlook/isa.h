/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What xlook has for each ISA, in a file named after it.
 */
#ifndef TESTS_XEN_XLOOK_ISA_H
#define TESTS_XEN_XLOOK_ISA_H

#include "tests/xen/xlook/xlook.h"

struct xc_interface_core;

/* Returns: whether Xen has registers of it. */
bool isa_vcpu(struct xc_interface_core *xen, uint32_t domid, uint32_t vcpu,
	      struct vcpu *out);

/* Whether a domain that is none of HVM is one of PV. */
extern const bool isa_has_pv;

/* Of a domain whose frames have numbers of their own: finds these out. */
void isa_open(struct xc_interface_core *xen, uint32_t domid,
	      const struct domain *domain);

/* What Xen has for the guest's physical address @pa, and back; the same but
 * for such a domain. */
uint64_t isa_machine(uint64_t pa);
uint64_t isa_guests(uint64_t machine);

/* Looks at what only such a domain has. */
void isa_look(const struct domain *domain);

/* Whether the uppermost table's entry for @va is Xen's, if any is. */
bool isa_is_xens(uint64_t va);

/* Whether Xen writes the time into shared info and records, and knows where in
 * the domain shared info is. */
extern const bool isa_tells_time;

/* How far a domain's wall clock may be ahead of dom0's, in seconds. */
extern const int isa_ahead_s;

/* Entries of page tables; @level 1: of the last ones. */
extern const uint64_t isa_address; /* the bits that are one */
bool isa_is_present(uint64_t entry);
bool isa_is_page(uint64_t entry, unsigned int level);

/* What @entry leaves of @can. */
unsigned int isa_left(unsigned int can, uint64_t entry, unsigned int level);

/* The words that an exception leaves on the stack, the lowest address first, by
 * the names that the report of a crash has; "": it has none. */
extern const char *const isa_frame[];
extern const size_t isa_nr_frame;

#endif /* TESTS_XEN_XLOOK_ISA_H */
