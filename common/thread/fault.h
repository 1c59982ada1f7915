/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_THREAD_FAULT_H
#define COMMON_THREAD_FAULT_H

#include <plat/fault.h>

/**
 * Have the exception that has @fault go on in plat_thread_fault_serve(), on the
 * thread's own stack, interrupts on, with a copy of @fault and of all
 * registers; after that where the exception came from. The ISA's.
 *
 * Context: the exception.
 */
void plat_thread_fault_defer(const struct plat_fault *fault);

/** Ask those who may wait. Returns: the access can be tried again. */
void plat_thread_fault_serve(const struct plat_fault *fault);

#endif /* COMMON_THREAD_FAULT_H */
