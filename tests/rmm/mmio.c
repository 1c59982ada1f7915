/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Devices, as the host emulates them: each access of the realm comes here, and
 * is made as the trap describes it. What a host cannot decode is a violation.
 * Arm DDI 0487 D19.2.37, "ISS encoding for an exception from a Data Abort".
 */
#include "tests/rmm/rmm.h"

#define ISS_ISV      ((uint64_t)1 << 24)
#define ISS_SIZE(s)  ((unsigned int)((s) >> 22) & 3)
#define ISS_SIGNED   ((uint64_t)1 << 21)
#define ISS_RT(s)    ((unsigned int)((s) >> 16) & 31)
#define ISS_64       ((uint64_t)1 << 15)
#define ISS_WRITE    ((uint64_t)1 << 6)

#define UART_DATA 0x09000000ull

static const struct rmm_register *find(const struct rmm_registers *registers,
				       uint64_t pa)
{
	for (unsigned int i = 0; i < registers->nr; i++) {
		if (registers->of[i].address == pa)
			return &registers->of[i];
	}
	return NULL;
}

/* What a host says that lies, in place of @value. */
static uint64_t said(uint64_t pa, uint64_t value)
{
	static bool odd;
	const struct rmm_register *fixed = find(&rmm_options.value, pa);
	const struct rmm_register *flipped = find(&rmm_options.flip, pa);

	if (fixed)
		value = fixed->bits;
	if (!flipped)
		return value;
	odd = !odd;
	return odd ? value : value ^ flipped->bits;
}

static uint64_t extended(uint64_t value, uint64_t esr)
{
	unsigned int bits = 8u << ISS_SIZE(esr);

	if (bits < 64)
		value &= ((uint64_t)1 << bits) - 1;
	if (esr & ISS_SIGNED && bits < 64 && value >> (bits - 1))
		value |= ~(uint64_t)0 << bits;
	return esr & ISS_64 ? value : (uint32_t)value;
}

static bool load(struct rmm_regs *regs, uint64_t pa, uint64_t esr)
{
	unsigned int rt = ISS_RT(esr);
	uint64_t value;

	if (!rmm_load(pa, ISS_SIZE(esr), &value))
		return false;
	if (rt < 31)
		regs->x[rt] = extended(said(pa, value), esr);
	return true;
}

static bool store(const struct rmm_regs *regs, uint64_t pa, uint64_t esr)
{
	unsigned int rt = ISS_RT(esr);
	uint64_t value = rt < 31 ? regs->x[rt] : 0;

	if (pa == UART_DATA)
		rmm_console_seen((char)value);
	return rmm_store(pa, ISS_SIZE(esr), value);
}

void rmm_mmio(struct rmm_regs *regs, uint64_t pa, uint64_t esr)
{
	uint64_t pc = plat_arm64_read(elr_el2);

	if (!(esr & ISS_ISV)) {
		rmm_violation("violation: access to the device at %#lx by an "
			      "instruction that a host cannot decode, at %#lx",
			      pa, pc);
		rmm_inject_abort(esr);
		return;
	}
	if (!(esr & ISS_WRITE ? store(regs, pa, esr) : load(regs, pa, esr))) {
		rmm_violation("violation: there is no device at %#lx, at %#lx",
			      pa, pc);
		rmm_inject_abort(esr);
		return;
	}
	plat_arm64_write(elr_el2, pc + 4);
}
