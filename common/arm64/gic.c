/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The GIC's registers that are mapped: distributor, redistributor, and
 * version 2's CPU interface. IHI 0069 chapter 12; IHI 0048 chapter 4.
 */
#include "common/arm64/gic.h"

#include <plat/arch/cpu.h>
#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/lcpu_data.h>
#include <plat/log.h>
#include <plat/mmio.h>

#include "common/arm64/machine.h"

/* Distributor. */
#define GICD_CTLR       0x0000u
#define GICD_TYPER      0x0004u
#define GICD_ITARGETSR  0x0800u
#define GICD_SGIR       0x0f00u
#define GICD_PIDR2      0xffe8u

/* Version 2, and the non-secure view of it: one enable bit. */
#define GICD_CTLR_V2_ENABLE 0x1u
#define GICD_CTLR_V3_ENABLE 0x3u /* both groups; or 1 for both interfaces */
#define GICD_CTLR_ARE       (1u << 4)
#define CTLR_RWP_D          (1u << 31)

#define TYPER_LINES      0x1fu /* 32 (N + 1) of them */
#define TYPER_ESPI       (1u << 8)
#define TYPER_RSS        (1u << 26)
#define TYPER_ESPI_SHIFT 27    /* 32 (N + 1) of them */

/* Redistributor: two frames of 64 KiB, the second for SGIs and PPIs, and two
 * more where it has virtual LPIs. */
#define GICR_CTLR  0x0000u
#define GICR_TYPER 0x0008u
#define GICR_WAKER 0x0014u
#define GICR_SGI   0x10000u
#define GICR_FRAME PLAT_KIB(64)
#define GICR_BYTES PLAT_KIB(128)
#define GICR_BYTES_VLPIS PLAT_KIB(256)

#define CTLR_RWP_R            (1u << 3)
#define TYPER_VLPIS           (1u << 1)
#define TYPER_LAST            (1u << 4)
#define TYPER_AFFINITY_SHIFT  32
#define WAKER_PROCESSOR_SLEEP (1u << 1)
#define WAKER_CHILDREN_ASLEEP (1u << 2)

/* Version 2's CPU interface. */
#define GICC_CTLR 0x00u
#define GICC_PMR  0x04u
#define GICC_BPR  0x08u
#define GICC_IAR  0x0cu
#define GICC_EOIR 0x10u

#define GICC_CTLR_ENABLE 0x1u
#define GICC_PMR_ALL     0xffu

#define GICD_BYTES_V2 PLAT_KIB(4)
#define GICD_BYTES_V3 PLAT_KIB(64)
#define GICC_BYTES    PLAT_KIB(4) /* those that are used */

#define SGIR_SELF          (2u << 24)
#define SGIR_TARGETS_SHIFT 16

#define MAX_CPUS_V2   8u
#define FIRST_PPI     16u
#define FIRST_SPI     32u
#define END_OF_SPIS   1020u
#define FIRST_ESPI    4096u

#define PRIORITY 0xa0u /* in either view above the lowest */

/* Far more looks than any change of the GIC takes. */
#define MAX_POLLS 1000000u

/* More CPUs than that are none of ours. */
#define MAX_REDISTRIBUTORS 4096u

/* Where the registers of interrupt 0 of a kind are, bits and bytes. */
struct bank {
	uint16_t group, enable, disable, pend, unpend, deactivate;
	uint16_t priority, config, router;
};

static const struct bank plain = {0x080, 0x100, 0x180, 0x200, 0x280,
				  0x380, 0x400, 0xc00, 0x6000};
static const struct bank extended = {0x1000, 0x1200, 0x1400, 0x1600, 0x1800,
				     0x1c00, 0x2000, 0x3000, 0x8000};

/* One interrupt's place. */
struct line {
	volatile uint8_t *base;
	const struct bank *bank;
	uint32_t n; /* counted from the bank's first */
	bool is_ppi;
};

static struct {
	enum { UNKNOWN, ABSENT, UP } state;
	uint32_t version;                 /* 2 or 3 */
	volatile uint8_t *distributor;
	volatile uint8_t *cpu_interface;  /* version 2: everybody sees his */
	uint32_t end_of_spis, end_of_espis;
	uint64_t stride;                  /* of redistributors; 0: ask each */
	uint8_t targets[MAX_CPUS_V2];     /* version 2: the bit of each lcpu */
	struct frames {
		volatile uint8_t *registers;
		uint64_t size;
	} frames[ARM64_MAX_REDISTRIBUTORS]; /* plat_gic_share() */
	/* What is let in of that of which each lcpu has its own: SGIs, PPIs. */
	uint32_t privates;
	uint8_t private_flags[FIRST_SPI];
} gic;

/* Each lcpu's own. */
static PLAT_LCPU_DATA volatile uint8_t *redistributor; /* version 3 */
static PLAT_LCPU_DATA uint8_t target;                  /* version 2: its bit */

bool plat_gic_is_up(void)
{
	return gic.state == UP;
}

bool plat_gic_is_v3(void)
{
	return gic.version == 3;
}

bool plat_gic_has(uint32_t intid)
{
	if (intid >= FIRST_ESPI)
		return intid < gic.end_of_espis;
	return intid >= FIRST_PPI && intid < gic.end_of_spis;
}

static struct line line_of(uint32_t intid)
{
	if (intid >= FIRST_ESPI)
		return (struct line){gic.distributor, &extended,
				     intid - FIRST_ESPI, false};
	if (intid < FIRST_SPI && gic.version == 3)
		return (struct line){plat_lcpu_get(redistributor) + GICR_SGI,
				     &plain, intid, true};
	return (struct line){gic.distributor, &plain, intid,
			     intid < FIRST_SPI};
}

static void wait_until(volatile uint8_t *reg, uint32_t mask, uint32_t value)
{
	for (uint32_t i = 0; i < MAX_POLLS; i++) {
		if ((plat_mmio_read32(reg) & mask) == value)
			return;
		plat_cpu_relax();
	}
	plat_warn("GIC: it does not get ready (%#x)", plat_mmio_read32(reg));
}

static void wait_until_clear(volatile uint8_t *reg, uint32_t bit)
{
	wait_until(reg, bit, 0);
}

/* Version 3 takes its time for what masks. */
static void wait_for_distributor(void)
{
	if (gic.version == 3)
		wait_until_clear(gic.distributor + GICD_CTLR, CTLR_RWP_D);
}

static void wait_for(const struct line *l)
{
	if (gic.version == 3 && l->is_ppi)
		wait_until_clear(plat_lcpu_get(redistributor) + GICR_CTLR,
				 CTLR_RWP_R);
	else
		wait_for_distributor();
}

/* Write the bit of @l to the register of many at @offset. */
static void write_bit(const struct line *l, uint16_t offset)
{
	plat_mmio_write32(l->base + offset + l->n / 32 * 4, 1u << l->n % 32);
}

/* Replace the bits @mask of @reg, shifted for @l, which has @width there. */
static void replace(const struct line *l, uint16_t offset, uint32_t width,
		    uint32_t bits)
{
	uint32_t per_register = 32 / width;
	uint32_t shift = l->n % per_register * width;
	uint32_t mask = ((1u << width) - 1) << shift;
	volatile uint8_t *reg = l->base + offset + l->n / per_register * 4;

	plat_mmio_write32(reg, (plat_mmio_read32(reg) & ~mask) |
				       bits << shift);
}

/* To this lcpu. A PPI has no other way. */
static void route(const struct line *l)
{
	uint8_t own = plat_lcpu_get(target);

	if (l->is_ppi)
		return;
	if (gic.version == 3)
		plat_mmio_write64(l->base + l->bank->router + l->n * 8,
				  plat_arm64_affinity());
	else if (own)
		plat_mmio_write8(l->base + GICD_ITARGETSR + l->n, own);
}

void plat_gic_pass_on(uint32_t intid, uint32_t number, uint64_t affinity)
{
	struct line l = line_of(intid);
	volatile uint8_t *router = l.base + l.bank->router + l.n * 8;
	volatile uint8_t *targets = l.base + GICD_ITARGETSR + l.n;

	if (l.is_ppi)
		return;
	if (gic.version == 3) {
		if (plat_mmio_read64(router) == plat_arm64_affinity())
			plat_mmio_write64(router, affinity);
	} else if (plat_mmio_read8(targets) == plat_lcpu_get(target)) {
		plat_mmio_write8(targets, gic.targets[number]);
	}
}

static void let_in(uint32_t intid, unsigned int flags)
{
	struct line l = line_of(intid);

	write_bit(&l, l.bank->disable);
	wait_for(&l);
	write_bit(&l, l.bank->deactivate);
	if (gic.version == 3)
		replace(&l, l.bank->group, 1, 1);
	plat_mmio_write8(l.base + l.bank->priority + l.n, PRIORITY);
	if (flags & (PLAT_IRQ_EDGE | PLAT_IRQ_LEVEL))
		replace(&l, l.bank->config, 2, flags & PLAT_IRQ_EDGE ? 2 : 0);
	route(&l);
	write_bit(&l, l.bank->unpend);
	write_bit(&l, l.bank->enable);
}

void plat_gic_unmask(uint32_t intid, unsigned int flags)
{
	if (intid < FIRST_SPI) {
		gic.privates |= 1u << intid;
		gic.private_flags[intid] = (uint8_t)flags;
	}
	let_in(intid, flags);
}

void plat_gic_pend(uint32_t intid)
{
	struct line l = line_of(intid);

	write_bit(&l, l.bank->pend);
}

void plat_gic_mask(uint32_t intid)
{
	struct line l = line_of(intid);

	if (intid < FIRST_SPI)
		gic.privates &= ~(1u << intid);
	write_bit(&l, l.bank->disable);
	wait_for(&l);
}

uint32_t plat_gic_acknowledge(void)
{
	if (gic.version == 3)
		return plat_gic_sysreg_acknowledge();
	return plat_mmio_read32(gic.cpu_interface + GICC_IAR);
}

/* Version 2 tells an SGI's sender, too. */
uint32_t plat_gic_intid(uint32_t acknowledged)
{
	return acknowledged & (gic.version == 3 ? 0xffffffu : 0x3ffu);
}

void plat_gic_end(uint32_t acknowledged)
{
	if (gic.version == 3)
		plat_gic_sysreg_end(acknowledged);
	else
		plat_mmio_write32(gic.cpu_interface + GICC_EOIR, acknowledged);
}

/* Map @size bytes of @range, which has to have them. */
static int map(const struct plat_pa_range *range, uint64_t size,
	       const char *what, volatile uint8_t **out)
{
	volatile void *registers;
	int err = -PLAT_EINVAL;

	if (range->size >= size)
		err = plat_mmio_map(range->start, size, PLAT_MT_DEVICE,
				    &registers);
	if (err) {
		plat_err("GIC: %s at %#lx, %#lx bytes: %s", what,
			 range->start.v, range->size, plat_errno_name(err));
		return err;
	}
	*out = registers;
	return 0;
}

static int read_typer(plat_pa_t pa, uint64_t *typer)
{
	volatile void *registers;
	int err = plat_mmio_map(pa, PLAT_PAGE_SIZE, PLAT_MT_DEVICE,
				&registers);

	if (err)
		return err;
	*typer = plat_mmio_read64((volatile uint8_t *)registers + GICR_TYPER);
	return plat_mmio_unmap(registers);
}

/* GICR_TYPER has the four levels of affinity without a gap. */
static bool is_of(uint64_t typer, uint64_t affinity)
{
	uint64_t packed = (affinity >> 32 & 0xff) << 24 |
			  (affinity & 0xffffff);

	return typer >> TYPER_AFFINITY_SHIFT == packed;
}

/* From the redistributor with @typer to the next one. */
static uint64_t distance(uint64_t typer)
{
	if (gic.stride)
		return gic.stride;
	return typer & TYPER_VLPIS ? GICR_BYTES_VLPIS : GICR_BYTES;
}

/* Its address in @range; 0: it is not there. */
static plat_pa_t find_in(const struct plat_pa_range *range, uint64_t affinity)
{
	uint64_t at = 0, typer;

	for (uint32_t i = 0; i < MAX_REDISTRIBUTORS; i++) {
		plat_pa_t pa = plat_pa(range->start.v + at);

		if (!plat_range_below(at, GICR_BYTES, range->size) ||
		    read_typer(pa, &typer))
			break;
		if (is_of(typer, affinity))
			return pa;
		if (typer & TYPER_LAST)
			break;
		at += distance(typer);
	}
	return plat_pa(0);
}

static uint64_t stride_of(const struct plat_arm64_gic *told)
{
	if (told->stride == 0 || (told->stride >= GICR_BYTES &&
				  told->stride % GICR_FRAME == 0))
		return told->stride;
	plat_warn("GIC: redistributors cannot be %#lx bytes apart: they are "
		  "asked", told->stride);
	return 0;
}

static plat_pa_t find_redistributor(const struct plat_arm64_gic *told,
				    uint64_t affinity)
{
	const struct plat_pa_range *r = &told->ranges[PLAT_GIC_REDISTRIBUTORS];
	struct plat_pa_range one = {plat_pa(0), GICR_BYTES};

	for (; r < told->ranges + PLAT_ARRAY_SIZE(told->ranges); r++) {
		plat_pa_t pa = find_in(r, affinity);

		if (pa.v)
			return pa;
	}
	one.start = plat_arm64_redistributor_told(affinity);
	return one.start.v ? find_in(&one, affinity) : one.start;
}

static int map_redistributor(const struct plat_arm64_gic *told)
{
	uint64_t affinity = plat_arm64_affinity();
	struct plat_pa_range range = {find_redistributor(told, affinity),
				      GICR_BYTES};
	volatile uint8_t *registers;
	int err;

	if (!range.start.v) {
		plat_err("GIC: there is no redistributor for CPU %#lx",
			 affinity);
		return -PLAT_ENOENT;
	}
	err = map(&range, GICR_BYTES, "redistributor", &registers);
	if (!err)
		plat_lcpu_set(redistributor, registers);
	return err;
}

static void count_lines(void)
{
	uint32_t typer = plat_mmio_read32(gic.distributor + GICD_TYPER);
	uint32_t lines = 32 * ((typer & TYPER_LINES) + 1);

	gic.end_of_spis = lines < END_OF_SPIS ? lines : END_OF_SPIS;
	gic.end_of_espis = FIRST_ESPI;
	if (gic.version == 3 && typer & TYPER_ESPI)
		gic.end_of_espis += 32 * ((typer >> TYPER_ESPI_SHIFT) + 1);
}

/* Whatever firmware has left on. */
static void mask_all(void)
{
	for (uint32_t n = FIRST_SPI; n < gic.end_of_spis; n += 32)
		plat_mmio_write32(gic.distributor + plain.disable + n / 8,
				  UINT32_MAX);
	for (uint32_t n = 0; n < gic.end_of_espis - FIRST_ESPI; n += 32)
		plat_mmio_write32(gic.distributor + extended.disable + n / 8,
				  UINT32_MAX);
}

/* Affinity routing is switched on while nothing else is. */
static void start_distributor_v3(void)
{
	volatile uint8_t *ctlr = gic.distributor + GICD_CTLR;

	plat_mmio_write32(ctlr, 0);
	wait_for_distributor();
	mask_all();
	plat_mmio_write32(ctlr, GICD_CTLR_ARE);
	wait_for_distributor();
	plat_mmio_write32(ctlr, GICD_CTLR_ARE | GICD_CTLR_V3_ENABLE);
	wait_for_distributor();
}

static void start_redistributor(void)
{
	volatile uint8_t *own = plat_lcpu_get(redistributor);
	volatile uint8_t *waker = own + GICR_WAKER;
	volatile uint8_t *sgi = own + GICR_SGI;

	plat_mmio_write32(waker, plat_mmio_read32(waker) &
				     ~WAKER_PROCESSOR_SLEEP);
	wait_until_clear(waker, WAKER_CHILDREN_ASLEEP);
	plat_mmio_write32(sgi + plain.disable, UINT32_MAX);
	plat_mmio_write32(sgi + plain.group, UINT32_MAX);
	wait_until_clear(own + GICR_CTLR, CTLR_RWP_R);
}

static bool is_version_3(void)
{
	uint32_t pidr2 = plat_mmio_read32(gic.distributor + GICD_PIDR2);
	uint32_t version = pidr2 >> 4 & 15;

	if (version == 3 || version == 4)
		return true;
	plat_err("GIC: the distributor says that it is version %u", version);
	return false;
}

static int start_interface_v3(void)
{
	if (plat_gic_sysreg_up())
		return 0;
	plat_err("GIC: this CPU has no registers for version 3");
	return -PLAT_ENOTSUP;
}

static int up_v3(const struct plat_arm64_gic *told)
{
	int err = map(&told->ranges[PLAT_GIC_DISTRIBUTOR], GICD_BYTES_V3,
		      "distributor", &gic.distributor);

	if (!err && !is_version_3())
		err = -PLAT_ENOTSUP;
	if (!err) {
		gic.stride = stride_of(told);
		err = map_redistributor(told);
	}
	if (!err)
		err = start_interface_v3();
	if (err)
		return err;
	count_lines();
	start_distributor_v3();
	start_redistributor();
	return 0;
}

/* The banked registers of the first SPIs' targets say who reads them; nothing
 * where there is one CPU. IHI 0048 4.3.12. */
static uint8_t own_target(void)
{
	uint32_t targets = 0;

	for (uint32_t n = 0; n < FIRST_SPI && !targets; n += 4)
		targets = plat_mmio_read32(gic.distributor + GICD_ITARGETSR +
					   n);
	targets |= targets >> 16;
	return (uint8_t)(targets | targets >> 8);
}

/* All of it is banked: everybody has his at the same place. */
static void start_interface_v2(uint32_t number)
{
	uint8_t own = own_target();

	plat_lcpu_set(target, own);
	gic.targets[number] = own;
	plat_mmio_write32(gic.distributor + plain.disable, UINT32_MAX);
	plat_mmio_write32(gic.cpu_interface + GICC_PMR, GICC_PMR_ALL);
	plat_mmio_write32(gic.cpu_interface + GICC_BPR, 0);
	plat_mmio_write32(gic.cpu_interface + GICC_CTLR, GICC_CTLR_ENABLE);
}

static int up_v2(const struct plat_arm64_gic *told)
{
	int err = map(&told->ranges[PLAT_GIC_DISTRIBUTOR], GICD_BYTES_V2,
		      "distributor", &gic.distributor);

	if (!err)
		err = map(&told->ranges[PLAT_GIC_CPU_INTERFACE], GICC_BYTES,
			  "CPU interface", &gic.cpu_interface);
	if (err)
		return err;
	count_lines();
	plat_mmio_write32(gic.distributor + GICD_CTLR, 0);
	mask_all();
	start_interface_v2(0);
	plat_mmio_write32(gic.distributor + GICD_CTLR, GICD_CTLR_V2_ENABLE);
	return 0;
}

/* What firmware does not say follows from what else it says: only a version 3
 * has redistributors, only a 2 an interface that is all that it has. */
static uint32_t version_of(const struct plat_arm64_gic *told)
{
	if (told->version)
		return told->version == 2 ? 2 : 3;
	return told->ranges[PLAT_GIC_CPU_INTERFACE].size &&
			       !told->ranges[PLAT_GIC_REDISTRIBUTORS].size
		       ? 2
		       : 3;
}

static int bring_up(void)
{
	const struct plat_arm64_gic *told = &plat_arm64_machine.gic;
	int err;

	if (!told->ranges[PLAT_GIC_DISTRIBUTOR].size || told->version == 1 ||
	    told->version > 4) {
		plat_err("firmware describes no GIC that is known: no "
			 "interrupts (version %u)", told->version);
		return -PLAT_ENOTSUP;
	}
	gic.version = version_of(told);
	err = gic.version == 2 ? up_v2(told) : up_v3(told);
	if (!err)
		plat_info("GICv%u: interrupts 16 to %u", gic.version,
			  gic.end_of_spis - 1);
	return err;
}

PLAT_COLD int plat_gic_up(void)
{
	if (gic.state == UNKNOWN)
		gic.state = bring_up() ? ABSENT : UP;
	return gic.state == UP ? 0 : -PLAT_ENOTSUP;
}

static int join_v2(uint32_t number)
{
	if (number >= MAX_CPUS_V2) {
		plat_err("GIC: version 2 has %u CPU interfaces: none for lcpu "
			 "%u", MAX_CPUS_V2, number);
		return -PLAT_ENOTSUP;
	}
	start_interface_v2(number);
	return 0;
}

/* Who would have to send to this lcpu can only do so with the range selector,
 * of which the distributor has to know, too. */
static bool can_be_reached(void)
{
	uint32_t typer = plat_mmio_read32(gic.distributor + GICD_TYPER);
	uint64_t affinity = plat_arm64_affinity();

	if ((affinity & 0xff) < 16 ||
	    (typer & TYPER_RSS && plat_gic_sysreg_has_range()))
		return true;
	plat_err("GIC: no SGI reaches CPU %#lx: affinity 0 is above 15",
		 affinity);
	return false;
}

void plat_gic_share(uint32_t nr)
{
	const struct plat_pa_range *told =
	    &plat_arm64_machine.gic.ranges[PLAT_GIC_REDISTRIBUTORS];
	uint64_t most;

	if (gic.version != 3 || gic.frames[0].size)
		return;
	/* They are of one kind, mostly; who is not found maps its own. */
	most = nr * distance(plat_mmio_read64(plat_lcpu_get(redistributor) +
					      GICR_TYPER));
	for (struct frames *f = gic.frames;
	     f < gic.frames + ARM64_MAX_REDISTRIBUTORS && told->size;
	     f++, told++) {
		uint64_t size = plat_min_u64(told->size, most);

		if (!map(told, size, "redistributors", &f->registers))
			f->size = size;
	}
}

/* From @at on in @f; NULL: it is not there. */
static volatile uint8_t *find_mapped(const struct frames *f, uint64_t at,
				     uint64_t affinity)
{
	while (plat_range_below(at, GICR_BYTES, f->size)) {
		volatile uint8_t *registers = f->registers + at;
		uint64_t typer = plat_mmio_read64(registers + GICR_TYPER);

		if (is_of(typer, affinity))
			return registers;
		if (typer & TYPER_LAST)
			break;
		at += distance(typer);
	}
	return NULL;
}

/* Firmware tells of lcpus, and they lie, in the same order, mostly. */
static volatile uint8_t *guess_mapped(uint32_t number, uint64_t affinity)
{
	const struct frames *f = gic.frames;
	uint64_t typer = 0;

	if (f->size)
		typer = plat_mmio_read64(f->registers + GICR_TYPER);
	return find_mapped(f, number * distance(typer), affinity);
}

/* Without a lock: when many come at one time, each would wait for all. */
static int take_redistributor(uint32_t number)
{
	uint64_t affinity = plat_arm64_affinity();
	volatile uint8_t *own = guess_mapped(number, affinity);

	for (unsigned int i = 0; !own && i < ARM64_MAX_REDISTRIBUTORS; i++)
		own = find_mapped(&gic.frames[i], 0, affinity);
	if (!own)
		return map_redistributor(&plat_arm64_machine.gic);
	plat_lcpu_set(redistributor, own);
	return 0;
}

static int join_v3(uint32_t number)
{
	int err;

	if (!can_be_reached())
		return -PLAT_ENOTSUP;
	err = take_redistributor(number);
	if (!err)
		err = start_interface_v3();
	if (!err)
		start_redistributor();
	return err;
}

int plat_gic_join(uint32_t number)
{
	int err = gic.version == 3 ? join_v3(number) : join_v2(number);

	for (uint32_t left = gic.privates; !err && left; left &= left - 1) {
		uint32_t intid = (uint32_t)__builtin_ctz(left);

		let_in(intid, gic.private_flags[intid]);
	}
	return err;
}

/* Before the CPU is off nothing may be on its way to it. Where there is no
 * power to save (KVM) the register stays 0. IHI 0069 11.1. */
static void stop_redistributor(void)
{
	volatile uint8_t *own = plat_lcpu_get(redistributor);
	volatile uint8_t *waker = own + GICR_WAKER;

	if (!own) /* it was not found, which is why the lcpu leaves */
		return;
	plat_mmio_write32(waker, plat_mmio_read32(waker) |
				     WAKER_PROCESSOR_SLEEP);
	if (plat_mmio_read32(waker) & WAKER_PROCESSOR_SLEEP)
		wait_until(waker, WAKER_CHILDREN_ASLEEP,
			   WAKER_CHILDREN_ASLEEP);
}

void plat_gic_leave(void)
{
	if (gic.version == 3) {
		plat_gic_sysreg_down();
		stop_redistributor();
	} else {
		plat_mmio_write32(gic.cpu_interface + GICC_CTLR, 0);
	}
}

/* Who is the only one has no bit: its targets read as zero. IHI 0048 4.3.12. */
uint64_t plat_gic_address(uint32_t intid, uint32_t number, uint64_t affinity)
{
	uint32_t to;

	if (gic.version == 3)
		return plat_gic_sgi1r(intid, affinity);
	to = gic.targets[number];
	return (to ? to << SGIR_TARGETS_SHIFT : SGIR_SELF) | intid;
}

PLAT_NOINLINE static void send_v2(uint64_t address)
{
	plat_gic_sysreg_barrier();
	plat_mmio_write32(gic.distributor + GICD_SGIR, (uint32_t)address);
}

void plat_gic_send(uint64_t address)
{
	if (plat_likely(gic.version == 3))
		plat_gic_sysreg_send(address);
	else
		send_v2(address);
}
