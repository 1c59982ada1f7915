/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the state of one lcpu that others begin with. Arm DDI 0487 D19.2.
 */
#include "common/arm64/lcpu.h"

#include <plat/layout.h>

#include "common/arm64/layout.h"
#include "common/arm64/sysreg.h"

/* vectors.S, stacks.S */
extern const char plat_vectors[], plat_stack_irq[];

struct plat_arm64_lcpu_state plat_arm64_lcpu_state;

static void clean(const void *object, uint64_t size)
{
	uint64_t line = plat_arm64_data_line(plat_arm64_read(ctr_el0));
	uint64_t at = plat_align_down((uintptr_t)object, line);

	for (; at < (uintptr_t)object + size; at += line)
		__asm__ volatile("dc cvac, %0" : : "r"(at) : "memory");
	__asm__ volatile("dsb sy" : : : "memory");
}

static void record_keys(uint64_t *keys)
{
	keys[0] = plat_arm64_read(APIAKeyLo_EL1);
	keys[1] = plat_arm64_read(APIAKeyHi_EL1);
	keys[2] = plat_arm64_read(APIBKeyLo_EL1);
	keys[3] = plat_arm64_read(APIBKeyHi_EL1);
	keys[4] = plat_arm64_read(APDAKeyLo_EL1);
	keys[5] = plat_arm64_read(APDAKeyHi_EL1);
	keys[6] = plat_arm64_read(APDBKeyLo_EL1);
	keys[7] = plat_arm64_read(APDBKeyHi_EL1);
}

void plat_arm64_lcpu_record(bool by_smc)
{
	struct plat_arm64_lcpu_state *s = &plat_arm64_lcpu_state;

	s->tcr_after = plat_arm64_read(tcr_el1);
	s->tcr = s->tcr_after | TCR_EPD0;
	s->mair = plat_arm64_read(mair_el1);
	s->ttbr0_after = plat_arm64_read(ttbr0_el1);
	s->ttbr1 = plat_arm64_read(ttbr1_el1);
	s->cpacr = plat_arm64_read(cpacr_el1);
	s->cntkctl = plat_arm64_read(cntkctl_el1);
	s->sctlr = plat_arm64_read(sctlr_el1);
	s->vbar = PLAT_IMAGE_BASE + PLAT_ARM64_TEXT_OFFSET;
	s->high = (uintptr_t)plat_arm64_lcpu_high;
	s->vectors = (uintptr_t)plat_vectors;
	s->irq_top = (uintptr_t)plat_stack_irq;
	s->by_smc = by_smc;
	if (s->sctlr >> SCTLR_EnIA_BIT & 1)
		record_keys(s->keys);
	clean(s, sizeof(*s));
}

void plat_arm64_lcpu_adopt(void)
{
	const struct plat_arm64_lcpu_state *s = &plat_arm64_lcpu_state;

	plat_arm64_write(ttbr0_el1, s->ttbr0_after);
	plat_arm64_isb();
	plat_arm64_write(tcr_el1, s->tcr_after);
	__asm__ volatile("isb; tlbi vmalle1; dsb nsh; isb" : : : "memory");
}

void plat_arm64_lcpu_park(void)
{
	for (;;)
		__asm__ volatile("msr daifset, #0xf; dsb sy; wfi"
				 : : : "memory");
}
