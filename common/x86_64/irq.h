/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: interrupt vectors and who serves them.
 */
#ifndef COMMON_X86_64_IRQ_H
#define COMMON_X86_64_IRQ_H

#include <plat/config.h>
#include <plat/irq.h>

/* Below it: exceptions. The last of those that have a stub (vectors.S), whole
 * groups of them, has its low four bits set: SDM 11.9. */
#define X86_VECTOR_FIRST    32u
#define X86_VECTOR_GROUP    32u
#define X86_VECTOR_SPURIOUS \
	((X86_VECTOR_FIRST + PLAT_IRQ_MAX) | (X86_VECTOR_GROUP - 1))

/**
 * A free vector for @handler, which the local APIC is told about afterwards.
 *
 * Context: any but handlers, serialised inside.
 * Returns: 0; -PLAT_ENOMEM: all are taken.
 */
PLAT_MUST_CHECK
int plat_x86_vector_alloc(plat_irq_handler_t handler, void *arg,
			  unsigned int *vector);

/**
 * Let interrupts at @vector in: until then one that arrives is a fault, whose
 * dump says so.
 *
 * Requires: @vector is X86_VECTOR_FIRST or more.
 */
void plat_x86_vector_open(unsigned int vector);

/** Give a vector back; nothing raises it any more. */
void plat_x86_vector_free(unsigned int vector);

#endif /* COMMON_X86_64_IRQ_H */
