/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/irq.h"

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/log.h>

#include "common/x86_64/apic.h"
#include "common/x86_64/traps.h"

#define NR_VECTORS (X86_VECTOR_SPURIOUS - X86_VECTOR_FIRST)

static struct {
	plat_irq_handler_t handler;
	void *arg;
} vectors[NR_VECTORS];

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_VECTOR);

/* Intel SDM 3A 6.14.1: a gate of the 64-bit IDT. */
struct gate {
	uint16_t offset_low;
	uint16_t selector;
	uint8_t ist;
	uint8_t type;
	uint16_t offset_middle;
	uint32_t offset_high;
	uint32_t reserved;
};

_Static_assert(sizeof(struct gate) == 16, "SDM figure 6-8");

#define GATE_INTERRUPT 0x8e /* present, ring 0 */
#define SEL_CODE64     0x08
#define IST_IRQ        1

/* vectors.S: stubs of exceptions and a jump, then of interrupts, with a jump
 * in the middle of each group. */
#define EXCEPTIONS_BYTES ((X86_VECTOR_FIRST + 1) * 6u)
#define STUB_BYTES       4u
#define STUB_JUMP_BYTES  8u

extern struct gate plat_idt[];
extern const char plat_vectors[];

void plat_x86_vector_open(unsigned int vector)
{
	unsigned int i = vector - X86_VECTOR_FIRST;
	uint64_t stub = (uintptr_t)plat_vectors + EXCEPTIONS_BYTES +
			i * STUB_BYTES +
			(i + X86_VECTOR_GROUP / 2) / X86_VECTOR_GROUP *
				STUB_JUMP_BYTES;

	plat_idt[vector] = (struct gate){
	    .offset_low = (uint16_t)stub,
	    .selector = SEL_CODE64,
	    .ist = IST_IRQ,
	    .type = GATE_INTERRUPT,
	    .offset_middle = (uint16_t)(stub >> 16),
	    .offset_high = (uint32_t)(stub >> 32),
	};
}

int plat_x86_vector_alloc(plat_irq_handler_t handler, void *arg,
			  unsigned int *vector)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = -PLAT_ENOMEM;

	for (unsigned int i = 0; i < NR_VECTORS; i++) {
		if (vectors[i].handler)
			continue;
		vectors[i].arg = arg;
		plat_atomic_store_release(&vectors[i].handler, handler);
		*vector = X86_VECTOR_FIRST + i;
		plat_x86_vector_open(*vector);
		err = 0;
		break;
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

void plat_x86_vector_free(unsigned int vector)
{
	plat_atomic_store_release(&vectors[vector - X86_VECTOR_FIRST].handler,
				  NULL);
}

void plat_x86_interrupt(unsigned int vector)
{
	plat_irq_handler_t handler;

	if (vector == X86_VECTOR_SPURIOUS)
		return; /* without EOI: SDM 3A 11.9 */
	handler = plat_atomic_load_acquire(
	    &vectors[vector - X86_VECTOR_FIRST].handler);
	if (handler)
		handler(vectors[vector - X86_VECTOR_FIRST].arg);
	else
		plat_warn("interrupt at vector %u, which nobody serves",
			  vector);
	if (plat_x86_apic_present())
		plat_x86_apic_write(X86_APIC_EOI, 0);
}
