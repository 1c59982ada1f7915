/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_FAULT_SERVE_H
#define COMMON_FAULT_SERVE_H

#include <plat/fault.h>

/* What a report can say after the address. */
#define PLAT_FAULT_WHY_BYTES 192

/**
 * Ask the servers, in their order.
 *
 * @why:    of PLAT_FAULT_WHY_BYTES; out, where nobody serves it: the reason.
 * Context: the exception, interrupts off; what the guest's code may change of
 *          registers is saved.
 * Returns: whether the access is to be tried again.
 */
bool plat_fault_serve(const struct plat_fault *fault, char *why);

/**
 * What is at an address, by the map in <plat/layout.h>: a constant string.
 */
const char *plat_fault_place(plat_va_t va);

#endif /* COMMON_FAULT_SERVE_H */
