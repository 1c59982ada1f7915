/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the Generic Interrupt Controller, versions 2 to 4 (a 4 is used as a
 * 3). Arm IHI 0048 (GICv2), IHI 0069 (GICv3 and GICv4).
 *
 * Interrupts are named by their INTID:
 *
 *	   0 to   15	SGIs: sent by lcpus
 *	  16 to   31	PPIs: devices of one lcpu
 *	  32 to 1019	SPIs: devices of the machine
 *	4096 to 5119	extended SPIs
 */
#ifndef COMMON_ARM64_GIC_H
#define COMMON_ARM64_GIC_H

#include <plat/types.h>

/**
 * Find the GIC and switch it on for this lcpu, all interrupts masked, unless
 * that is done already.
 *
 * Context: from the memory stage on, not in a handler; the caller serialises
 *          use, here and below.
 * Returns: 0; -PLAT_ENOTSUP: there is none that works, and the log said so.
 */
PLAT_MUST_CHECK int plat_gic_up(void);

/** Whether plat_gic_up() has succeeded. */
bool plat_gic_is_up(void);

/** Whether it is a version 3. Requires: it is up. */
bool plat_gic_is_v3(void);

/** Whether the GIC has PPI or SPI @intid. Requires: it is up. */
bool plat_gic_has(uint32_t intid);

/**
 * Let @intid in, to this lcpu. An SGI or a PPI each lcpu has of its own: those
 * have it, too, that join later.
 *
 * @flags:   PLAT_IRQ_EDGE or PLAT_IRQ_LEVEL; neither: as it is set.
 * Requires: plat_gic_has(intid), or it is an SGI and the GIC is up.
 */
void plat_gic_unmask(uint32_t intid, unsigned int flags);

/**
 * Let @intid in no more; it is not signalled any more on return.
 *
 * Requires: the GIC is up.
 */
void plat_gic_mask(uint32_t intid);

/**
 * Make PPI or SPI @intid pending, as if its device had signalled; a PPI of the
 * lcpu that asks.
 *
 * Requires: plat_gic_has(intid).
 * Context:  any, handlers included.
 */
void plat_gic_pend(uint32_t intid);

/**
 * Take the interrupt that is signalled.
 *
 * Context: the handler of interrupts, the GIC is up.
 * Returns: what plat_gic_end() needs; its plat_gic_intid() is 1020 to 1023
 *          where there is none any more, and no end is due then.
 */
uint32_t plat_gic_acknowledge(void);
void plat_gic_end(uint32_t acknowledged);

/** The INTID in what plat_gic_acknowledge() returned. */
uint32_t plat_gic_intid(uint32_t acknowledged);

/* SGIs and PPIs of the other lcpus. */

/**
 * Map what @nr lcpus need that join, all redistributors at one time, unless
 * that is done.
 *
 * Requires: it is up.
 */
void plat_gic_share(uint32_t nr);

/**
 * Switch the GIC on for the lcpu that calls, number @number, with the SGIs and
 * PPIs that are let in on others.
 *
 * Requires: plat_gic_share(). What others let in meanwhile may be missed.
 * Context:  interrupts off.
 * Returns:  0; -PLAT_ENOENT: this CPU has no redistributor; -PLAT_ENOTSUP: no
 *           CPU interface, or none that SGIs reach. The log has said so.
 */
PLAT_MUST_CHECK int plat_gic_join(uint32_t number);

/** Switch it off for the lcpu that calls. It can join again. */
void plat_gic_leave(void);

/**
 * Raise an SGI: @address is plat_gic_address() of it. What this lcpu stored
 * before is seen where it goes.
 *
 * Context: any.
 */
void plat_gic_send(uint64_t address);

/**
 * Of SGI @intid on lcpu @number, the CPU with MPIDR_EL1's affinity bits
 * @affinity: what is written to have it raised.
 *
 * Requires: that one has joined, or is lcpu 0.
 * Context:  any.
 */
uint64_t plat_gic_address(uint32_t intid, uint32_t number, uint64_t affinity);

/** For ICC_SGI1R_EL1. IHI 0069 12.2.17. */
static inline uint64_t plat_gic_sgi1r(uint32_t intid, uint64_t affinity)
{
	uint64_t affinity_0 = affinity & 0xff;

	return (affinity & 0xff00000000) << 16 | (affinity_0 >> 4) << 44 |
	       (affinity & 0xff0000) << 16 | (uint64_t)intid << 24 |
	       (affinity & 0xff00) << 8 | 1u << (affinity_0 & 15);
}

/* irq.c */

/**
 * Serve interrupts with @v2 or @v3 from now on, let SGI @sgi in on this lcpu,
 * and get ready for others to join, up to @nr of them.
 *
 * Context: as plat_irq_request().
 * Returns: as plat_gic_up().
 */
PLAT_MUST_CHECK
int plat_arm64_irq_share(void (*v2)(void), void (*v3)(void), uint32_t sgi,
			 uint32_t nr);

/**
 * Have the SPIs that somebody serves and that come to this lcpu come to lcpu
 * @number, which has that @affinity. Interrupts off.
 */
void plat_arm64_irq_pass_on(uint32_t number, uint64_t affinity);

/** Of one of them. */
void plat_gic_pass_on(uint32_t intid, uint32_t number, uint64_t affinity);

/** Serve what plat_gic_acknowledge() returned, and end it: a PPI or SPI, or
 * nothing. */
void plat_arm64_serve_line(uint32_t acknowledged);

/* What is done through system registers: gic_sysreg.c. */

/** What serves interrupts, on the interrupt stack; NULL: nobody does. */
extern void (*plat_arm64_serve)(void);

/** MPIDR_EL1's affinity bits: 39:32 and 23:0. */
uint64_t plat_arm64_affinity(void);

/** Version 3's CPU interface, on. False: this CPU has none. */
PLAT_MUST_CHECK bool plat_gic_sysreg_up(void);
void plat_gic_sysreg_down(void);
uint32_t plat_gic_sysreg_acknowledge(void);
void plat_gic_sysreg_end(uint32_t acknowledged);

/** Whether SGIs reach CPUs whose affinity 0 is above 15. */
bool plat_gic_sysreg_has_range(void);

/** Generate SGIs; those who get one see what was stored before. */
void plat_gic_sysreg_send(uint64_t sgi1r);

/** What was stored is seen by all, before what follows. */
void plat_gic_sysreg_barrier(void);

#endif /* COMMON_ARM64_GIC_H */
