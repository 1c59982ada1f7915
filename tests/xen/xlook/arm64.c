/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What xlook knows of arm64: registers as Xen keeps them, page tables by the
 * manual alone (Arm DDI 0487 D8.3: the 4 KiB granule, stage 1 of EL1&0).
 */
#include <xenctrl.h>

#include "tests/xen/xlook/isa.h"

#define VALID     (UINT64_C(1) << 0)
#define PAGE      (UINT64_C(1) << 1) /* or a table; else a block */
#define USERS     (UINT64_C(1) << 6) /* AP[1] */
#define READ_ONLY (UINT64_C(1) << 7) /* AP[2] */
#define DIRTY     (UINT64_C(1) << 51) /* DBM: hardware clears AP[2] */
#define NEVER     (UINT64_C(1) << 53) /* PXN */

/* Of a table, for all that it leads to. */
#define NEVER_BELOW    (UINT64_C(1) << 59) /* PXNTable */
#define NO_USERS_BELOW (UINT64_C(1) << 61) /* APTable[0] */
#define NO_WRITE_BELOW (UINT64_C(1) << 62) /* APTable[1] */

/* TCR_EL1, of the lower half of the addresses; of the upper one 16 bits above
 * (D19.2.139). */
#define TCR_SIZE    UINT64_C(0x3f)
#define TCR_NO_WALK (UINT64_C(1) << 7)
#define TCR_SIZE_48 16u

#define ROOT UINT64_C(0x0000fffffffff000) /* of TTBRn_EL1: no ASID */

#define HVC_XEN (0xd4000002u | 0xea1u << 5) /* hvc #0xea1 (C6.2.134) */

#define MODE_MASK 0xfu
#define MODE_EL1H 0x5u

const bool isa_has_pv = false;
const bool isa_tells_time = false;

/* By as long as Xen took to start dom0, as common/xen/arm64/clock.c tells; the
 * bed can be slow. */
const int isa_ahead_s = 60;

const uint64_t isa_address = UINT64_C(0x0003fffffffff000);

static uint64_t root_of(uint64_t base, uint64_t tcr)
{
	if (tcr & TCR_NO_WALK || (tcr & TCR_SIZE) != TCR_SIZE_48)
		return NO_ROOT;
	return base & ROOT;
}

/* xen/include/public/arch-arm.h: the number in x16. The first argument is gone:
 * Xen has put the result into x0. */
static bool is_sched_op(const struct vcpu *vcpu,
			const vcpu_guest_core_regs_t *r)
{
	uint32_t instruction;

	return r->x16 == __HYPERVISOR_sched_op &&
	       tables_read(vcpu, r->pc64 - sizeof(instruction), &instruction,
			   sizeof(instruction)) == sizeof(instruction) &&
	       instruction == HVC_XEN;
}

bool isa_vcpu(xc_interface *xen, uint32_t domid, uint32_t vcpu,
	      struct vcpu *out)
{
	vcpu_guest_context_any_t context;
	const vcpu_guest_context_t *c = &context.c;
	const vcpu_guest_core_regs_t *r = &c->user_regs;

	if (xc_vcpu_getcontext(xen, domid, vcpu, &context))
		return false;
	*out = (struct vcpu){
	    .sp = (r->cpsr & MODE_MASK) == MODE_EL1H ? r->sp_el1 : r->sp_el0,
	    .arg = r->x1,
	    .roots = {root_of(c->ttbr0, c->ttbcr),
		      root_of(c->ttbr1, c->ttbcr >> 16)},
	    .nr_levels = 4,
	};
	out->is_shutdown_op = is_sched_op(out, r);
	return true;
}

void isa_open(xc_interface *xen, uint32_t domid, const struct domain *domain)
{
	(void)xen;
	(void)domid;
	(void)domain;
}

uint64_t isa_machine(uint64_t pa)
{
	return pa;
}

uint64_t isa_guests(uint64_t machine)
{
	return machine;
}

void isa_look(const struct domain *domain)
{
	(void)domain;
}

bool isa_is_xens(uint64_t va)
{
	(void)va;
	return false;
}

bool isa_is_present(uint64_t entry)
{
	return entry & VALID;
}

bool isa_is_page(uint64_t entry, unsigned int level)
{
	return level == 1 || !(entry & PAGE);
}

static unsigned int left_by_table(unsigned int can, uint64_t entry)
{
	if (entry & NO_WRITE_BELOW)
		can &= ~CAN_WRITE;
	if (entry & NO_USERS_BELOW)
		can &= ~IS_USERS;
	if (entry & NEVER_BELOW)
		can &= ~CAN_EXECUTE;
	return can;
}

unsigned int isa_left(unsigned int can, uint64_t entry, unsigned int level)
{
	if (!isa_is_page(entry, level))
		return left_by_table(can, entry);
	if (entry & READ_ONLY && !(entry & DIRTY))
		can &= ~CAN_WRITE;
	if (!(entry & USERS))
		can &= ~IS_USERS;
	if (entry & NEVER)
		can &= ~CAN_EXECUTE;
	return can;
}

/* What vectors.S leaves of an interrupted lcpu. */
const char *const isa_frame[] = {
    "x0",  "x1",  "x2",  "x3",	"x4",  "x5",  "x6",  "x7",  "x8",
    "x9",  "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17",
    "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26",
    "x27", "x28", "x29", "x30", "sp",  "at",  "pstate",
};
const size_t isa_nr_frame = sizeof(isa_frame) / sizeof(*isa_frame);
