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

/** Whether the GIC has PPI or SPI @intid. Requires: it is up. */
bool plat_gic_has(uint32_t intid);

/**
 * Let PPI or SPI @intid in, to this lcpu.
 *
 * @flags:   PLAT_IRQ_EDGE or PLAT_IRQ_LEVEL; neither: as it is set.
 * Requires: plat_gic_has(intid).
 */
void plat_gic_unmask(uint32_t intid, unsigned int flags);

/**
 * Let @intid in no more; it is not signalled any more on return.
 *
 * Requires: the GIC is up.
 */
void plat_gic_mask(uint32_t intid);

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

/* What is done through system registers: gic_sysreg.c. */

/** What serves interrupts, on the interrupt stack; NULL: nobody does. */
extern void (*plat_arm64_serve)(void);

/** MPIDR_EL1's affinity bits: 39:32 and 23:0. */
uint64_t plat_arm64_affinity(void);

/** Version 3's CPU interface, on. False: this CPU has none. */
PLAT_MUST_CHECK bool plat_gic_sysreg_up(void);
uint32_t plat_gic_sysreg_acknowledge(void);
void plat_gic_sysreg_end(uint32_t acknowledged);

#endif /* COMMON_ARM64_GIC_H */
