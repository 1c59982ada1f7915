/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the realm does that comes to EL2. Arm DDI 0487 D19.2.37 (ESR_EL2).
 */
#include "tests/rmm/rmm.h"

#define PSCI_CPU_OFF 0x84000002u

/* One CPU at a time is in the monitor. */
static bool busy;

static void lock(void)
{
	while (__atomic_test_and_set(&busy, __ATOMIC_ACQUIRE))
		;
}

static void unlock(void)
{
	__atomic_clear(&busy, __ATOMIC_RELEASE);
}

void rmm_cpu_off(void)
{
	rmm_this_cpu()->state = RMM_CPU_OFF;
	unlock();
	rmm_firmware(PSCI_CPU_OFF, 0, 0, 0);
	rmm_fatal("CPU_OFF came back");
}

/* Exception classes. */
#define EC_UNKNOWN     0x00u
#define EC_FP          0x07u
#define EC_HVC         0x16u
#define EC_SMC         0x17u
#define EC_SYSREG      0x18u
#define EC_SVE         0x19u
#define EC_FETCH_LOWER 0x20u
#define EC_FETCH       0x21u
#define EC_DATA_LOWER  0x24u
#define EC_DATA        0x25u

#define ESR_EC_SHIFT 26
#define ESR_EC(esr)  ((unsigned int)((esr) >> ESR_EC_SHIFT) & 63)
#define ESR_IL       ((uint64_t)1 << 25)
#define ESR_EA       ((uint64_t)1 << 9)
#define ESR_WRITE    ((uint64_t)1 << 6)
#define ESR_S1PTW    ((uint64_t)1 << 7)
#define ESR_FSC      0x3full
#define FSC_SYNC_EXTERNAL 0x10ull

#define SPSR_MODE    0xfull
#define SPSR_EL(spsr) (((spsr) >> 2) & 3)
#define SPSR_PAN     ((uint64_t)1 << 22)
#define MODE_EL1T    4
#define MODE_EL1H    5
#define EL1H_MASKED  0x3c5ull

/* Where EL1 takes an exception: Arm DDI 0487 D1.3.1, table D1-5. */
static uint64_t vector_offset(uint64_t spsr)
{
	switch (spsr & SPSR_MODE) {
	case MODE_EL1T:
		return 0;
	case MODE_EL1H:
		return 0x200;
	default:
		return 0x400;
	}
}

/* The realm has an exception @esr where it is now. */
static void inject(uint64_t esr, uint64_t far)
{
	uint64_t spsr = plat_arm64_read(spsr_el2), pan = spsr & SPSR_PAN;

	if (!(plat_arm64_read(sctlr_el1) & SCTLR_SPAN) &&
	    plat_arm64_id_field(plat_arm64_read(id_aa64mmfr1_el1),
				ID_AA64MMFR1_PAN))
		pan = SPSR_PAN;
	plat_arm64_write(elr_el1, plat_arm64_read(elr_el2));
	plat_arm64_write(spsr_el1, spsr);
	plat_arm64_write(esr_el1, esr);
	plat_arm64_write(far_el1, far);
	plat_arm64_write(elr_el2, plat_arm64_read(vbar_el1) +
				      vector_offset(spsr));
	plat_arm64_write(spsr_el2, EL1H_MASKED | pan);
}

void rmm_inject_undefined(void)
{
	inject(((uint64_t)EC_UNKNOWN << ESR_EC_SHIFT) | ESR_IL, 0);
}

/* As the RMM does: a synchronous external abort, in which what described the
 * instruction stays. */
void rmm_inject_abort(uint64_t esr)
{
	bool fetch = ESR_EC(esr) == EC_FETCH_LOWER;
	bool from_el1 = SPSR_EL(plat_arm64_read(spsr_el2)) == 1;
	uint64_t ec = fetch ? EC_FETCH_LOWER : EC_DATA_LOWER;
	uint64_t kept = (esr & ((1ull << ESR_EC_SHIFT) - 1)) &
			~(ESR_FSC | ESR_S1PTW);

	inject(((ec + from_el1) << ESR_EC_SHIFT) | kept | ESR_IL | ESR_EA |
		   FSC_SYNC_EXTERNAL,
	       plat_arm64_read(far_el2));
}

static const char *ripas_name(uint64_t ipa)
{
	static const char *const names[] = {"EMPTY", "RAM", "DESTROYED"};

	return names[rmm_ripas(ipa)];
}

static const char *access_name(uint64_t esr)
{
	if (ESR_EC(esr) == EC_FETCH_LOWER)
		return "fetch from";
	if (esr & ESR_S1PTW)
		return "table walk through";
	return esr & ESR_WRITE ? "write to" : "read of";
}

/* What is wrong with an access to @ipa. */
static const char *reason(uint64_t ipa)
{
	uint64_t page = ipa & ~rmm_alias;

	if (ipa >= 2 * rmm_alias)
		return "beyond the IPA space";
	if (ipa < rmm_alias)
		return "protected";
	if (rmm_is_ram(page) && rmm_ripas(page) == RMM_EMPTY)
		return "shared";
	return rmm_is_ram(page) ? "unprotected, not shared"
				: "unprotected, without anything";
}

static void forbidden(uint64_t ipa, uint64_t esr)
{
	rmm_violation("violation: %s IPA %#lx (%s; RIPAS %s) at %#lx, CPU %u",
		      access_name(esr), ipa, reason(ipa),
		      ripas_name(ipa & ~rmm_alias), plat_arm64_read(elr_el2),
		      rmm_this_cpu()->number);
}

/* HPFAR_EL2 holds the page; of a walk FAR_EL2 says nothing of the rest. */
static uint64_t fault_ipa(uint64_t esr)
{
	uint64_t page = (plat_arm64_read(hpfar_el2) >> 4 << 12) &
			(((uint64_t)1 << 52) - 1);

	return esr & ESR_S1PTW
	    ? page : page | (plat_arm64_read(far_el2) & PLAT_PAGE_MASK);
}

static void abort_of_realm(struct rmm_regs *regs, uint64_t esr)
{
	uint64_t ipa = fault_ipa(esr);

	if (rmm_is_ram(ipa) && rmm_ripas(ipa) == RMM_DESTROYED) {
		forbidden(ipa, esr);
		rmm_say("no host brings that page back: the realm hangs here");
		rmm_end(RMM_OFF);
	}
	/* Of a device that is mapped the abort is QEMU's. */
	if (ipa - rmm_alias < RMM_DEVICES_END && !rmm_options.direct &&
	    ESR_EC(esr) == EC_DATA_LOWER && !(esr & ESR_S1PTW)) {
		rmm_mmio(regs, ipa - rmm_alias, esr);
		return;
	}
	forbidden(ipa, esr);
	rmm_inject_abort(esr);
}

/* On RMM 0.8 ELR_EL1 is behind the instruction. Who asks in this way whether
 * there is a hypervisor does no wrong. */
static void hvc(const struct rmm_regs *regs)
{
	if ((uint32_t)regs->x[0] != RMM_PSCI_VERSION)
		rmm_violation("violation: HVC at %#lx, CPU %u: undefined in a "
			      "realm", plat_arm64_read(elr_el2) - 4,
			      rmm_this_cpu()->number);
	rmm_inject_undefined();
}

static void skip_instruction(void)
{
	plat_arm64_write(elr_el2, plat_arm64_read(elr_el2) + 4);
}

/* Bit 16 says that the caller has no live SVE state: DEN 0028, 2.10. */
#define SVE_HINT (1u << 16)

static void smc(struct rmm_regs *regs)
{
	skip_instruction();
	regs->x[0] &= UINT32_MAX & ~SVE_HINT;
	rmm_count((uint32_t)regs->x[0]);
	if (!rmm_rsi(regs) && !rmm_psci(regs))
		regs->x[0] = RMM_NOT_SUPPORTED;
}

/* ESR_EL2's ISS of a trapped MSR or MRS. */
#define ISS_READ       1u
#define ISS_RT(iss)    ((iss) >> 5 & 31)
#define ISS_CRM(iss)   ((iss) >> 1 & 15)
#define ISS_CRN(iss)   ((iss) >> 10 & 15)
#define ISS_OP1(iss)   ((iss) >> 14 & 7)
#define ISS_OP2(iss)   ((iss) >> 17 & 7)
#define ISS_OP0(iss)   ((iss) >> 20 & 3)

/* As rmm_id_register() counts them: the first is S3_0_C0_C4_0. */
#define ID_AA64PFR0  24u
#define ID_AA64PFR1  25u
#define ID_AA64ZFR0  28u
#define ID_AA64SMFR0 29u
#define ID_AA64MMFR3 51u

#define PFR0_EL3  ((uint64_t)1 << 12)
#define PFR0_MASK ((uint64_t)0xf << 12 | (uint64_t)0xf << 32) /* EL3, SVE */
#define PFR1_MASK ((uint64_t)0xf << 8 | (uint64_t)0xf << 24)  /* MTE, SME */

/* What a realm sees: EL3 is there (or it is no realm); SVE, SME and MTE are
 * not, nor what EL2 would have to allow it. */
static uint64_t id_register(unsigned int index)
{
	uint64_t value = rmm_id_register(index);

	switch (index) {
	case ID_AA64PFR0:
		return (value & ~PFR0_MASK) | PFR0_EL3;
	case ID_AA64PFR1:
		return value & ~PFR1_MASK;
	case ID_AA64ZFR0:
	case ID_AA64SMFR0:
	case ID_AA64MMFR3:
		return 0;
	default:
		return value;
	}
}

static bool is_id_register(uint32_t iss)
{
	return (iss & ISS_READ) && ISS_OP0(iss) == 3 && ISS_OP1(iss) == 0 &&
	       ISS_CRN(iss) == 0 && ISS_CRM(iss) >= 1 && ISS_CRM(iss) <= 7;
}

/* ICC_SGI1R_EL1. */
static bool is_sgi(uint32_t iss)
{
	return !(iss & ISS_READ) && ISS_OP0(iss) == 3 && ISS_OP1(iss) == 0 &&
	       ISS_CRN(iss) == 12 && ISS_CRM(iss) == 11 && ISS_OP2(iss) == 5;
}

static void sysreg(struct rmm_regs *regs, uint32_t iss)
{
	unsigned int rt = ISS_RT(iss);

	if (is_id_register(iss)) {
		if (rt < 31)
			regs->x[rt] = id_register(ISS_CRM(iss) * 8 +
						  ISS_OP2(iss) - 8);
	} else if (is_sgi(iss)) {
		rmm_irq_send(rt < 31 ? regs->x[rt] : 0);
	} else {
		rmm_say("undefined: S%u_%u_C%u_C%u_%u at %#lx", ISS_OP0(iss),
			ISS_OP1(iss), ISS_CRN(iss), ISS_CRM(iss), ISS_OP2(iss),
			plat_arm64_read(elr_el2));
		rmm_inject_undefined();
		return;
	}
	skip_instruction();
}

static void trap(struct rmm_regs *regs, uint64_t esr)
{
	switch (ESR_EC(esr)) {
	case EC_SMC:
		smc(regs);
		break;
	case EC_DATA_LOWER:
	case EC_FETCH_LOWER:
		abort_of_realm(regs, esr);
		break;
	case EC_SYSREG:
		sysreg(regs, (uint32_t)esr & 0x1ffffff);
		break;
	case EC_HVC:
		hvc(regs);
		break;
	case EC_SVE:
	case EC_FP:
	case EC_UNKNOWN:
		rmm_inject_undefined();
		break;
	default:
		rmm_fatal("a trap that it does not know, ESR %#lx at %#lx",
			  esr, plat_arm64_read(elr_el2));
	}
}

void rmm_trap(struct rmm_regs *regs)
{
	lock();
	trap(regs, plat_arm64_read(esr_el2));
	rmm_irq_refill();
	unlock();
}

void rmm_interrupt(void)
{
	lock();
	rmm_irq_take();
	rmm_irq_refill();
	unlock();
}

void rmm_unexpected(uint64_t vector)
{
	rmm_fatal("exception %lu in the monitor, ESR %#lx ELR %#lx FAR %#lx",
		  vector, plat_arm64_read(esr_el2), plat_arm64_read(elr_el2),
		  plat_arm64_read(far_el2));
}
