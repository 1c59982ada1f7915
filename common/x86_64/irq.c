/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/irq.h"

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

static struct plat_spinlock lock = PLAT_SPINLOCK_INIT;

int plat_x86_vector_alloc(plat_irq_handler_t handler, void *arg,
			  unsigned int *vector)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = -PLAT_ENOMEM;

	for (unsigned int i = 0; i < NR_VECTORS; i++) {
		if (vectors[i].handler)
			continue;
		vectors[i].arg = arg;
		__atomic_store_n(&vectors[i].handler, handler,
				 __ATOMIC_RELEASE);
		*vector = X86_VECTOR_FIRST + i;
		err = 0;
		break;
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

void plat_x86_vector_free(unsigned int vector)
{
	__atomic_store_n(&vectors[vector - X86_VECTOR_FIRST].handler, NULL,
			 __ATOMIC_RELEASE);
}

void plat_x86_interrupt(unsigned int vector)
{
	plat_irq_handler_t handler;

	if (vector == X86_VECTOR_SPURIOUS)
		return; /* without EOI: SDM 3A 11.9 */
	handler = __atomic_load_n(&vectors[vector - X86_VECTOR_FIRST].handler,
				  __ATOMIC_ACQUIRE);
	if (handler)
		handler(vectors[vector - X86_VECTOR_FIRST].arg);
	else
		plat_warn("interrupt at vector %u, which nobody serves",
			  vector);
	if (plat_x86_apic_present())
		plat_x86_apic_write(X86_APIC_EOI, 0);
}

void plat_irq_wait(void)
{
	__asm__ volatile("sti; hlt" : : : "memory");
}
