/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts come to EL2 and go on to the realm in list registers, as from a
 * host: so it can be shown any interrupt, raised by a device or by nobody. Arm
 * IHI 0069 (GICv3) 6.4, 12.4, 12.5.
 */
#include "tests/rmm/rmm.h"

#define ICC_IAR1    S3_0_C12_C12_0
#define ICC_EOIR1   S3_0_C12_C12_1
#define ICC_DIR     S3_0_C12_C11_1
#define ICC_SGI1R   S3_0_C12_C11_5
#define ICC_PMR     S3_0_C4_C6_0
#define ICC_CTLR    S3_0_C12_C12_4
#define ICC_IGRPEN1 S3_0_C12_C12_7
#define ICC_SRE_EL2 S3_4_C12_C9_5
#define ICH_HCR     S3_4_C12_C11_0
#define ICH_ELRSR   S3_4_C12_C11_5
#define ICH_VMCR    S3_4_C12_C11_7
#define ICH_LR0     S3_4_C12_C12_0
#define ICH_LR1     S3_4_C12_C12_1
#define ICH_LR2     S3_4_C12_C12_2
#define ICH_LR3     S3_4_C12_C12_3

#define LRS 4u /* those that QEMU has, and the queue for the rest */

#define CTLR_EOIMODE (1u << 1) /* EOIR drops the priority, DIR deactivates */
#define HCR_EN       (1u << 0)
#define HCR_UIE      (1u << 1) /* tell when at most one register is in use */

/* A list register. */
#define LR_STATE     ((uint64_t)3 << 62)
#define LR_PENDING   ((uint64_t)1 << 62)
#define LR_HW        ((uint64_t)1 << 61)
#define LR_GROUP1    ((uint64_t)1 << 60)
#define LR_PRIORITY_SHIFT 48
#define LR_PHYSICAL_SHIFT 32

#define FIRST_PPI     16u
#define FIRST_SPI     32u
#define FIRST_SPECIAL 1020u

/* An entry of the queue that no device raised. */
#define INJECTED (1u << 31)

/* Where the GIC has each interrupt's priority: IHI 0069 12.9.20, 12.11.25. */
#define GICD_IPRIORITYR 0x08000400ull
#define GICR_IPRIORITYR 0x400
#define GICR_SIZE       0x20000ull

/* One redistributor's frame for SGIs and PPIs: 12.10. */
#define GICR_SGIS       0x080b0000ull
#define GICR_IGROUPR0   0x080
#define GICR_ISENABLER0 0x100
#define MAINTENANCE     25u

static void lr_write(unsigned int n, uint64_t value)
{
	switch (n) {
	case 0:
		plat_arm64_write(ICH_LR0, value);
		break;
	case 1:
		plat_arm64_write(ICH_LR1, value);
		break;
	case 2:
		plat_arm64_write(ICH_LR2, value);
		break;
	default:
		plat_arm64_write(ICH_LR3, value);
		break;
	}
}

static uint64_t lr_read(unsigned int n)
{
	switch (n) {
	case 0:
		return plat_arm64_read(ICH_LR0);
	case 1:
		return plat_arm64_read(ICH_LR1);
	case 2:
		return plat_arm64_read(ICH_LR2);
	default:
		return plat_arm64_read(ICH_LR3);
	}
}

void rmm_irq_setup(void)
{
	plat_arm64_write(ICC_SRE_EL2, 0xf);
	plat_arm64_isb();
	plat_arm64_write(ICH_HCR, HCR_EN);
	plat_arm64_write(ICH_VMCR, 0);
	for (unsigned int i = 0; i < LRS; i++)
		lr_write(i, 0);
	plat_arm64_write(ICC_PMR, 0xff);
	plat_arm64_write(ICC_CTLR, CTLR_EOIMODE);
	plat_arm64_write(ICC_IGRPEN1, 1);
	plat_arm64_isb();
}

static uint64_t gicr(uint64_t offset)
{
	return GICR_SGIS + rmm_this_cpu()->number * GICR_SIZE + offset;
}

/* As the realm has set it. */
static uint64_t priority_of(uint32_t id)
{
	uint64_t at = GICD_IPRIORITYR + id, priority = 0;

	if (id >= FIRST_SPECIAL)
		return 0;
	if (id < FIRST_SPI)
		at = gicr(GICR_IPRIORITYR + id);
	rmm_load(at, 0, &priority);
	return priority;
}

static uint64_t lr_of(uint32_t entry)
{
	uint32_t id = entry & ~INJECTED;
	uint64_t lr = LR_PENDING | LR_GROUP1 |
		      priority_of(id) << LR_PRIORITY_SHIFT | id;

	/* What a device raised is deactivated with the realm's own end of it;
	 * of an SGI there is nothing to link. */
	if (!(entry & INJECTED) && id >= FIRST_PPI)
		lr |= LR_HW | (uint64_t)id << LR_PHYSICAL_SHIFT;
	return lr;
}

static void enqueue(uint32_t entry)
{
	struct rmm_cpu *cpu = rmm_this_cpu();

	for (unsigned int i = 0; i < cpu->nr_queued; i++) {
		if (cpu->queue[i] == entry)
			return;
	}
	if (cpu->nr_queued == PLAT_ARRAY_SIZE(cpu->queue))
		rmm_fatal("more than %u interrupts wait", cpu->nr_queued);
	cpu->queue[cpu->nr_queued++] = entry;
}

/* No two list registers may have the same interrupt: where one has it, it is
 * pending once more. */
static bool is_there_already(uint32_t id, uint64_t empty)
{
	for (unsigned int n = 0; n < LRS; n++) {
		uint64_t lr = lr_read(n);

		if (empty >> n & 1 || !(lr & LR_STATE) || (uint32_t)lr != id)
			continue;
		lr_write(n, lr | LR_PENDING);
		return true;
	}
	return false;
}

static bool to_list_register(uint32_t entry, uint64_t empty)
{
	unsigned int n = 0;

	if (is_there_already(entry & ~INJECTED, empty))
		return true;
	while (n < LRS && !(empty >> n & 1))
		n++;
	if (n == LRS)
		return false;
	lr_write(n, lr_of(entry));
	plat_arm64_isb();
	return true;
}

/* While something waits, the realm's taking what it has comes to EL2, even if
 * the realm has turned that interrupt off since. */
static void wait_for_room(bool wait)
{
	uint64_t groups = 0;

	plat_arm64_write(ICH_HCR, wait ? HCR_EN | HCR_UIE : HCR_EN);
	if (!wait)
		return;
	rmm_load(gicr(GICR_IGROUPR0), 2, &groups);
	rmm_store(gicr(GICR_IGROUPR0), 2, groups | 1u << MAINTENANCE);
	rmm_store(gicr(GICR_ISENABLER0), 2, 1u << MAINTENANCE);
}

void rmm_irq_refill(void)
{
	struct rmm_cpu *cpu = rmm_this_cpu();

	if (!cpu->nr_queued)
		return;
	while (cpu->nr_queued &&
	       to_list_register(cpu->queue[0], plat_arm64_read(ICH_ELRSR))) {
		cpu->nr_queued--;
		memmove(cpu->queue, cpu->queue + 1,
			cpu->nr_queued * sizeof(cpu->queue[0]));
	}
	wait_for_room(cpu->nr_queued);
}

/* With each that a device raised, one that none did. */
static void inject_next(void)
{
	struct rmm_cpu *cpu = rmm_this_cpu();

	if (!rmm_options.nr_irqs)
		return;
	enqueue(INJECTED | rmm_options.irqs[cpu->next_irq++ %
					    rmm_options.nr_irqs]);
}

void rmm_irq_take(void)
{
	uint32_t id = (uint32_t)plat_arm64_read(ICC_IAR1);

	if (id >= FIRST_SPECIAL)
		return;
	plat_arm64_write(ICC_EOIR1, id);
	if (id < FIRST_PPI || id == MAINTENANCE)
		plat_arm64_write(ICC_DIR, id);
	if (id == MAINTENANCE)
		return;
	enqueue(id);
	inject_next();
}

void rmm_irq_inject(uint32_t id)
{
	enqueue(INJECTED | id);
}

void rmm_irq_send(uint64_t sgi1r)
{
	__asm__ volatile("dsb ish" : : : "memory");
	plat_arm64_write(ICC_SGI1R, sgi1r);
	plat_arm64_isb();
}
