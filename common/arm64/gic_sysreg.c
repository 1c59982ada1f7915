/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what of interrupts is done with the CPU's own registers. Arm IHI 0069
 * 12.2; DDI 0487 D19.
 */
#include <plat/arch/cpu.h>
#include <plat/irq.h>
#include <plat/power.h>
#include <plat/stage.h>

#include "common/arm64/gic.h"
#include "common/arm64/sysreg.h"
#include "common/arm64/traps.h"

#define MPIDR_AFFINITY 0xff00ffffffull
#define SRE_SRE        1u
#define PMR_ALL        0xffu /* whatever its priority */
#define IGRPEN_ENABLE  1u
#define CTLR_RSS       (1u << 18)

uint64_t plat_arm64_affinity(void)
{
	return plat_arm64_read(mpidr_el1) & MPIDR_AFFINITY;
}

/* EOImode 0: EOIR drops the priority and deactivates. */
bool plat_gic_sysreg_up(void)
{
	if (!plat_arm64_id_field(plat_arm64_read(id_aa64pfr0_el1),
				 ID_AA64PFR0_GIC))
		return false;
	plat_arm64_write(icc_sre_el1,
			 plat_arm64_read(icc_sre_el1) | SRE_SRE);
	plat_arm64_isb();
	if (!(plat_arm64_read(icc_sre_el1) & SRE_SRE))
		return false;
	plat_arm64_write(icc_pmr_el1, PMR_ALL);
	plat_arm64_write(icc_bpr1_el1, 0);
	plat_arm64_write(icc_ctlr_el1, 0);
	plat_arm64_write(icc_igrpen1_el1, IGRPEN_ENABLE);
	plat_arm64_isb();
	return true;
}

void plat_gic_sysreg_down(void)
{
	plat_arm64_write(icc_igrpen1_el1, 0);
	plat_arm64_isb();
}

bool plat_gic_sysreg_has_range(void)
{
	return plat_arm64_read(icc_ctlr_el1) & CTLR_RSS;
}

/* A store is seen by whoever takes the interrupt only if it was complete
 * before; an SGI is no memory access that DMB would order. IHI 0069 12.1. */
void plat_gic_sysreg_barrier(void)
{
	__asm__ volatile("dsb ishst" : : : "memory");
}

void plat_gic_sysreg_send(uint64_t sgi1r)
{
	plat_gic_sysreg_barrier();
	plat_arm64_write(icc_sgi1r_el1, sgi1r);
	plat_arm64_isb();
}

uint32_t plat_gic_sysreg_acknowledge(void)
{
	uint32_t iar = (uint32_t)plat_arm64_read(icc_iar1_el1);

	/* The acknowledgement comes before the handler's accesses. */
	__asm__ volatile("dsb sy" : : : "memory");
	return iar;
}

void plat_gic_sysreg_end(uint32_t acknowledged)
{
	/* The handler's accesses come before the end: a level that they have
	 * lowered is not taken again. */
	__asm__ volatile("dsb sy" : : : "memory");
	plat_arm64_write(icc_eoir1_el1, acknowledged);
	plat_arm64_isb();
}

/* Set when the first interrupt is asked for, so that a guest that asks for
 * none has no code for it. */
void (*plat_arm64_serve)(void);

PLAT_COLD void plat_arm64_interrupt(void)
{
	plat_panic("interrupt, though nobody has asked for one: a device that "
		   "was left on before the boot");
}

/* Whatever was left on before the boot does not get through until somebody
 * asks for an interrupt: only then is the GIC set up. */
static int irq_init(void)
{
	if (plat_arm64_id_field(plat_arm64_read(id_aa64pfr0_el1),
				ID_AA64PFR0_GIC) &&
	    plat_arm64_read(icc_sre_el1) & SRE_SRE) {
		plat_arm64_write(icc_igrpen1_el1, 0);
		plat_arm64_isb();
	}
	plat_irq_enable();
	return 0;
}

static void irq_term(void)
{
	plat_irq_disable();
}

PLAT_STAGE(irq, memory, gic, .init = irq_init, .term = irq_term);
