/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A wrong redistributor, or a wrong bit, is an interrupt that never comes. The
 * emulator has neither extended SPIs, nor redistributors in several ranges,
 * nor a GIC that takes its time, nor one that lies.
 */
#include "tests/unit/unit.h"

#include <plat/arch/io.h>
#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/mmio.h>

#include "tests/host/support.h"

/* The state of the one under test is begun anew for each test. */
#include "common/arm64/gic.c"

#define DISTRIBUTOR   0x8000000u
#define CPU_INTERFACE 0x8010000u
#define NR_FRAMES     16

/* Ranges of registers, by their physical address, which is their virtual one
 * here, too: no pointer to them is ever followed. */
static struct frame {
	uint64_t pa;
	uint8_t bytes[0x20000];
	unsigned int nr_maps;
} frames[NR_FRAMES];
static unsigned int nr_frames;

/* So many looks see a write pending: distributor, redistributor. */
static unsigned int nr_busy[2];
static bool sleeps_for_ever;
static bool has_no_sleep;      /* WAKER is 0, whatever is written */
static unsigned int nr_awake;  /* looks that see an interrupt on its way */
static uint64_t own_affinity;
void (*plat_arm64_serve)(void);
static bool has_sysregs;
static uint32_t acknowledged;  /* what the next acknowledgement gives */
static uint32_t ended;
static unsigned int nr_accesses;
static bool has_range;         /* ICC_CTLR_EL1.RSS */
static bool is_down;           /* the CPU interface */
static unsigned int nr_barriers;
static uint64_t sgi1r;         /* what was sent */

/* As many redistributors as anybody asks for, all the same one. */
static struct frame *endless;

static struct frame *frame_of(uint64_t pa)
{
	if (endless && pa >= endless->pa)
		return endless;
	for (unsigned int i = 0; i < nr_frames; i++) {
		if (pa - frames[i].pa < sizeof(frames[i].bytes))
			return &frames[i];
	}
	return NULL;
}

static struct frame *put_frame(uint64_t pa)
{
	struct frame *f = &frames[nr_frames++];

	assert_true(nr_frames <= NR_FRAMES);
	memset(f, 0, sizeof(*f));
	f->pa = pa;
	return f;
}

static void *at(const volatile void *reg)
{
	struct frame *f = frame_of((uintptr_t)reg);

	assert_non_null(f);
	assert_true(f->nr_maps > 0);
	nr_accesses++;
	return f->bytes + ((uintptr_t)reg - f->pa) % sizeof(f->bytes);
}

int plat_mmio_map(plat_pa_t pa, uint64_t size, enum plat_memtype type,
		  volatile void **out)
{
	struct frame *f = frame_of(pa.v);

	assert_int_equal(type, PLAT_MT_DEVICE);
	assert_true(size > 0);
	if (!f)
		return -PLAT_ERANGE;
	for (unsigned int i = 0; i < nr_frames; i++)
		frames[i].nr_maps += frames[i].pa - pa.v < size &&
				     &frames[i] != f;
	f->nr_maps++;
	*out = (volatile void *)(uintptr_t)pa.v;
	return 0;
}

int plat_mmio_unmap(volatile void *registers)
{
	struct frame *f = frame_of((uintptr_t)registers);

	assert_non_null(f);
	assert_true(f->nr_maps-- > 0);
	return 0;
}

static bool is_redistributor(uint64_t pa)
{
	return pa != DISTRIBUTOR && pa != CPU_INTERFACE;
}

static bool is_waker(const volatile void *reg)
{
	return is_redistributor((uintptr_t)reg & ~0x1ffffull) &&
	       ((uintptr_t)reg & 0x1ffff) == GICR_WAKER;
}

uint32_t plat_mmio_read32(const volatile void *reg)
{
	uint64_t offset = (uintptr_t)reg & 0x1ffff;
	uint32_t value;

	memcpy(&value, at(reg), sizeof(value));
	if (gic.version == 3 && offset == GICD_CTLR &&
	    nr_busy[is_redistributor((uintptr_t)reg)]) {
		nr_busy[is_redistributor((uintptr_t)reg)]--;
		value |= is_redistributor((uintptr_t)reg) ? CTLR_RWP_R
							   : CTLR_RWP_D;
	}
	if ((uintptr_t)reg == CPU_INTERFACE + GICC_IAR)
		value = acknowledged;
	if (is_waker(reg) && value & WAKER_CHILDREN_ASLEEP && nr_awake) {
		nr_awake--;
		value &= ~WAKER_CHILDREN_ASLEEP;
	}
	return value;
}

uint8_t plat_mmio_read8(const volatile void *reg)
{
	return *(uint8_t *)at(reg);
}

uint64_t plat_mmio_read64(const volatile void *reg)
{
	uint64_t value;

	memcpy(&value, at(reg), sizeof(value));
	return value;
}

void plat_mmio_write8(volatile void *reg, uint8_t value)
{
	memcpy(at(reg), &value, sizeof(value));
}

void plat_mmio_write64(volatile void *reg, uint64_t value)
{
	memcpy(at(reg), &value, sizeof(value));
}

/* Enable bits are set through one register and cleared through another. */
static bool write_enable(uint8_t *p, uint64_t offset, uint32_t value)
{
	static const struct {
		uint16_t set, clear;
	} pairs[] = {{0x100, 0x180}, {0x1200, 0x1400}};
	uint32_t old;

	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(pairs); i++) {
		if (offset - pairs[i].set < 0x80) {
			memcpy(&old, p, sizeof(old));
			value |= old;
		} else if (offset - pairs[i].clear < 0x80) {
			p -= pairs[i].clear - pairs[i].set;
			memcpy(&old, p, sizeof(old));
			value = old & ~value;
		} else {
			continue;
		}
		memcpy(p, &value, sizeof(value));
		return true;
	}
	return false;
}

void plat_mmio_write32(volatile void *reg, uint32_t value)
{
	uint64_t offset = (uintptr_t)reg & 0xffff;
	uint8_t *p = at(reg);

	if ((uintptr_t)reg == CPU_INTERFACE + GICC_EOIR)
		ended = value;
	if ((uintptr_t)reg == DISTRIBUTOR + GICD_SGIR)
		assert_int_equal(nr_barriers, 1);
	if (is_waker(reg) && has_no_sleep)
		value = 0;
	else if (is_waker(reg) && value & WAKER_PROCESSOR_SLEEP)
		value |= WAKER_CHILDREN_ASLEEP;
	else if (is_waker(reg) && !sleeps_for_ever)
		value &= ~WAKER_CHILDREN_ASLEEP;
	if ((uintptr_t)reg < CPU_INTERFACE || is_redistributor((uintptr_t)reg)) {
		if (write_enable(p, offset, value))
			return;
	}
	memcpy(p, &value, sizeof(value));
}

uint64_t plat_arm64_affinity(void)
{
	return own_affinity;
}

bool plat_gic_sysreg_up(void)
{
	return has_sysregs;
}

void plat_gic_sysreg_down(void)
{
	is_down = true;
}

bool plat_gic_sysreg_has_range(void)
{
	return has_range;
}

void plat_gic_sysreg_barrier(void)
{
	nr_barriers++;
}

void plat_gic_sysreg_send(uint64_t value)
{
	sgi1r = value;
}

uint32_t plat_gic_sysreg_acknowledge(void)
{
	return acknowledged;
}

void plat_gic_sysreg_end(uint32_t value)
{
	ended = value;
}

static uint32_t get(uint64_t pa)
{
	struct frame *f = frame_of(pa);
	uint32_t value;

	memcpy(&value, f->bytes + (pa - f->pa), sizeof(value));
	return value;
}

static void set(uint64_t pa, uint32_t value)
{
	struct frame *f = frame_of(pa);

	memcpy(f->bytes + (pa - f->pa), &value, sizeof(value));
}

/* A redistributor of the CPU with @affinity as GICR_TYPER has it. */
static void put_redistributor(uint64_t pa, uint32_t affinity, uint32_t bits)
{
	put_frame(pa);
	set(pa + GICR_TYPER, bits);
	set(pa + GICR_TYPER + 4, affinity);
	set(pa + GICR_WAKER, WAKER_PROCESSOR_SLEEP | WAKER_CHILDREN_ASLEEP);
}

static struct plat_pa_range range(uint64_t start, uint64_t size)
{
	return (struct plat_pa_range){plat_pa(start), size};
}

static int setup(void **state)
{
	(void)state;
	memset(&gic, 0, sizeof(gic));
	redistributor = NULL;
	target = 0;
	has_range = is_down = false;
	nr_barriers = 0;
	sgi1r = 0;
	nr_frames = nr_accesses = nr_busy[0] = nr_busy[1] = 0;
	sleeps_for_ever = has_no_sleep = false;
	nr_awake = 0;
	endless = NULL;
	plat_arm64_serve = NULL;
	own_affinity = 0;
	has_sysregs = true;
	ended = 0;
	put_frame(DISTRIBUTOR);
	plat_arm64_machine = (struct plat_arm64_machine){.nr_lcpus = 1};
	host_log_reset();
	return 0;
}

static struct plat_pa_range *const ranges = plat_arm64_machine.gic.ranges;

/* 64 SPIs, as version 3; one CPU. */
static void put_v3(void)
{
	plat_arm64_machine.gic = (struct plat_arm64_gic){
		.version = 3,
		.ranges = {
			[PLAT_GIC_DISTRIBUTOR] = range(DISTRIBUTOR, 0x10000),
			[PLAT_GIC_REDISTRIBUTORS] = range(0x80a0000, 0x100000),
		},
	};
	set(DISTRIBUTOR + GICD_TYPER, 2);
	set(DISTRIBUTOR + GICD_PIDR2, 0x3b);
	put_redistributor(0x80a0000, 0, TYPER_LAST);
}

static void put_v2(void)
{
	plat_arm64_machine.gic = (struct plat_arm64_gic){
		.version = 2,
		.ranges = {
			[PLAT_GIC_DISTRIBUTOR] = range(DISTRIBUTOR, 0x10000),
			[PLAT_GIC_CPU_INTERFACE] = range(CPU_INTERFACE, 0x10000),
		},
	};
	frames[0].pa = DISTRIBUTOR;
	put_frame(CPU_INTERFACE);
	set(DISTRIBUTOR + GICD_TYPER, 2);
}

static void expect_up(void)
{
	assert_int_equal(plat_gic_up(), 0);
	assert_true(plat_gic_is_up());
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 0);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void expect_down(const char *why)
{
	assert_int_equal(plat_gic_up(), -PLAT_ENOTSUP);
	assert_false(plat_gic_is_up());
	assert_true(host_log_has(why));
	host_log_reset();
	assert_int_equal(plat_gic_up(), -PLAT_ENOTSUP);
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 0);
}

static void version_3_comes_up(void **state)
{
	(void)state;
	put_v3();
	set(DISTRIBUTOR + 0x104, 0xff);        /* left on by firmware */
	set(0x80a0000 + GICR_SGI + 0x100, 0xff);
	nr_busy[0] = nr_busy[1] = 5;
	expect_up();
	assert_int_equal(get(DISTRIBUTOR), 0x13);
	assert_int_equal(get(DISTRIBUTOR + 0x104), 0);
	assert_int_equal(get(0x80a0000 + GICR_SGI + 0x100), 0);
	assert_int_equal(get(0x80a0000 + GICR_SGI + 0x080), UINT32_MAX);
	assert_int_equal(get(0x80a0000 + GICR_WAKER), 0);
	assert_int_equal(nr_busy[0] + nr_busy[1], 0);
	nr_accesses = 0;
	assert_int_equal(plat_gic_up(), 0);
	assert_int_equal(nr_accesses, 0);
}

static void lines_are_those_it_has(void **state)
{
	(void)state;
	put_v3();
	expect_up();
	assert_false(plat_gic_has(0) || plat_gic_has(15));
	assert_true(plat_gic_has(16) && plat_gic_has(31) && plat_gic_has(95));
	assert_false(plat_gic_has(96) || plat_gic_has(1023));
	assert_false(plat_gic_has(4096) || plat_gic_has(UINT32_MAX));
	setup(NULL);
	put_v3();
	set(DISTRIBUTOR + GICD_TYPER, 0x1f | TYPER_ESPI | 1u << 27);
	expect_up();
	assert_true(plat_gic_has(1019) && plat_gic_has(4096) &&
		    plat_gic_has(4159));
	assert_false(plat_gic_has(1020) || plat_gic_has(4095) ||
		     plat_gic_has(4160));
}

static void an_spi_is_routed_here(void **state)
{
	(void)state;
	put_v3();
	set(0x80a0000 + GICR_TYPER + 4, 0x81020304);
	own_affinity = 0x8100020304;
	expect_up();
	set(DISTRIBUTOR + 0xc14, UINT32_MAX);
	plat_gic_unmask(83, PLAT_IRQ_LEVEL);
	assert_int_equal(get(DISTRIBUTOR + 0x108), 1u << 19);
	assert_int_equal(get(DISTRIBUTOR + 0x088), 1u << 19);
	assert_int_equal(get(DISTRIBUTOR + 0x388), 1u << 19);
	assert_int_equal(get(DISTRIBUTOR + 0x288), 1u << 19);
	assert_int_equal(get(DISTRIBUTOR + 0x450), 0xa0000000);
	assert_int_equal(get(DISTRIBUTOR + 0xc14), ~(3u << 6));
	assert_int_equal(get(DISTRIBUTOR + 0x6000 + 83 * 8), 0x020304);
	assert_int_equal(get(DISTRIBUTOR + 0x6004 + 83 * 8), 0x81);
	plat_gic_unmask(84, PLAT_IRQ_EDGE);
	assert_int_equal(get(DISTRIBUTOR + 0xc14), ~(3u << 6) & ~(1u << 8));
	nr_busy[0] = 3;
	plat_gic_mask(83);
	assert_int_equal(nr_busy[0], 0);
	assert_int_equal(get(DISTRIBUTOR + 0x108), 1u << 20);
}

static void an_spi_is_passed_on(void **state)
{
	const uint64_t router = DISTRIBUTOR + 0x6000 + 83 * 8;

	(void)state;
	put_v3();
	set(0x80a0000 + GICR_TYPER + 4, 0x81020304);
	own_affinity = 0x8100020304;
	expect_up();
	plat_gic_unmask(83, PLAT_IRQ_LEVEL);
	plat_gic_unmask(84, PLAT_IRQ_LEVEL);
	set(router + 8, 0x020305);
	plat_gic_pass_on(83, 0, 0x8200000001);
	plat_gic_pass_on(84, 0, 0x8200000001);
	assert_int_equal(get(router), 1);
	assert_int_equal(get(router + 4), 0x82);
	assert_int_equal(get(router + 8), 0x020305); /* another's */
}

static void no_flags_leave_the_trigger_alone(void **state)
{
	(void)state;
	put_v3();
	expect_up();
	set(DISTRIBUTOR + 0xc14, 0x12345678);
	plat_gic_unmask(83, 0);
	assert_int_equal(get(DISTRIBUTOR + 0xc14), 0x12345678);
}

static void a_ppi_is_the_redistributors(void **state)
{
	const uint64_t sgi = 0x80a0000 + GICR_SGI;

	(void)state;
	put_v3();
	expect_up();
	nr_busy[1] = 3;
	plat_gic_unmask(27, PLAT_IRQ_LEVEL);
	assert_int_equal(nr_busy[1], 0);
	assert_int_equal(get(sgi + 0x100), 1u << 27);
	assert_int_equal(get(sgi + 0x418), 0xa0000000);
	assert_int_equal(get(DISTRIBUTOR + 0x100), 0);
	plat_gic_unmask(17, PLAT_IRQ_EDGE);
	assert_int_equal(get(sgi + 0xc04), 2u << 2);
	plat_gic_mask(27);
	assert_int_equal(get(sgi + 0x100), 1u << 17);
	plat_gic_pend(17);
	assert_int_equal(get(sgi + 0x200), 1u << 17);
}

static void an_extended_spi_has_registers_of_its_own(void **state)
{
	(void)state;
	put_v3();
	set(DISTRIBUTOR + GICD_TYPER, 2 | TYPER_ESPI | 1u << 27);
	set(DISTRIBUTOR + 0x1204, 0xff);
	own_affinity = 0;
	expect_up();
	assert_int_equal(get(DISTRIBUTOR + 0x1204), 0);
	plat_gic_unmask(4096 + 33, PLAT_IRQ_EDGE);
	assert_int_equal(get(DISTRIBUTOR + 0x1204), 2);
	assert_int_equal(get(DISTRIBUTOR + 0x1004), 2);
	assert_int_equal(get(DISTRIBUTOR + 0x1804), 2);
	assert_int_equal(get(DISTRIBUTOR + 0x1c04), 2);
	assert_int_equal(get(DISTRIBUTOR + 0x2020), 0xa000);
	assert_int_equal(get(DISTRIBUTOR + 0x3008), 2u << 2);
	plat_gic_pend(4096 + 33);
	assert_int_equal(get(DISTRIBUTOR + 0x1604), 2);
	assert_int_equal(get(DISTRIBUTOR + 0x104), 0);
}

static void its_redistributor_is_found_by_affinity(void **state)
{
	(void)state;
	put_v3();
	own_affinity = 0x0100000203;
	ranges[PLAT_GIC_REDISTRIBUTORS + 1] = range(0x9000000, 0x100000);
	put_redistributor(0x9000000, 7, TYPER_VLPIS);
	put_redistributor(0x9040000, 8, 0);
	put_redistributor(0x9060000, 0x01000203, TYPER_LAST);
	expect_up();
	assert_int_equal((uintptr_t)redistributor, 0x9060000);
	for (unsigned int i = 1; i < nr_frames; i++)
		assert_int_equal(frames[i].nr_maps, frames[i].pa == 0x9060000);
}

static void redistributors_are_as_far_apart_as_is_told(void **state)
{
	(void)state;
	put_v3();
	own_affinity = 2;
	plat_arm64_machine.gic.stride = 0x40000;
	set(0x80a0000 + GICR_TYPER, 0);
	put_redistributor(0x80c0000, 2, TYPER_LAST); /* padding */
	put_redistributor(0x80e0000, 2, TYPER_LAST);
	expect_up();
	assert_int_equal((uintptr_t)redistributor, 0x80e0000);
}

static void a_distance_that_cannot_be_is_not_believed(void **state)
{
	static const uint64_t strides[] = {1, 0x10000, 0x20001, ~0ull};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(strides); i++) {
		assert_int_equal(setup(NULL), 0);
		put_v3();
		plat_arm64_machine.gic.stride = strides[i];
		own_affinity = 2;
		set(0x80a0000 + GICR_TYPER, 0);
		put_redistributor(0x80c0000, 2, TYPER_LAST);
		assert_int_equal(plat_gic_up(), 0);
		assert_int_equal((uintptr_t)redistributor, 0x80c0000);
		assert_true(host_log_has("GIC: redistributors cannot be"));
	}
}

static void the_search_ends_with_the_last(void **state)
{
	(void)state;
	put_v3();
	own_affinity = 1;
	put_redistributor(0x80c0000, 1, TYPER_LAST); /* behind the last */
	expect_down("no redistributor for CPU 0x1");
}

static void a_search_without_an_end_is_given_up(void **state)
{
	(void)state;
	put_v3();
	own_affinity = 5;
	set(0x80a0000 + GICR_TYPER, 0);
	ranges[PLAT_GIC_REDISTRIBUTORS].size = (uint64_t)1 << 40;
	endless = frame_of(0x80a0000);
	expect_down("no redistributor for CPU 0x5");
	assert_true(nr_accesses < 10000);
}

static void the_search_ends_with_the_range(void **state)
{
	(void)state;
	put_v3();
	own_affinity = 2;
	set(0x80a0000 + GICR_TYPER, 0);
	put_redistributor(0x80c0000, 1, 0);
	put_redistributor(0x80e0000, 2, 0);
	ranges[PLAT_GIC_REDISTRIBUTORS].size = 0x5ffff;
	expect_down("no redistributor for CPU 0x2");
	gic.state = UNKNOWN;
	ranges[PLAT_GIC_REDISTRIBUTORS].size = 0x60000;
	expect_up();
}

static void a_gic_that_is_none_is_refused(void **state)
{
	(void)state;
	expect_down("describes no GIC");
	setup(NULL);
	put_v3();
	plat_arm64_machine.gic.version = 5;
	expect_down("describes no GIC");
	setup(NULL);
	put_v3();
	set(DISTRIBUTOR + GICD_PIDR2, 0x2b);
	expect_down("says that it is version 2");
	setup(NULL);
	put_v3();
	has_sysregs = false;
	expect_down("no registers for version 3");
	setup(NULL);
	put_v3();
	ranges[PLAT_GIC_DISTRIBUTOR].size = 0xffff;
	expect_down("distributor at 0x8000000, 0xffff bytes: EINVAL");
	setup(NULL);
	put_v2();
	ranges[PLAT_GIC_CPU_INTERFACE] = range(0x7770000, 0x1000);
	expect_down("CPU interface at 0x7770000, 0x1000 bytes: ERANGE");
}

static void one_that_never_gets_ready_does_not_hang(void **state)
{
	(void)state;
	put_v3();
	sleeps_for_ever = true;
	assert_int_equal(plat_gic_up(), 0);
	assert_true(host_log_has("does not get ready"));
}

static void an_untold_version_follows_from_the_parts(void **state)
{
	(void)state;
	put_v3();
	plat_arm64_machine.gic.version = 0;
	expect_up();
	assert_int_equal(gic.version, 3);
	setup(NULL);
	put_v2();
	plat_arm64_machine.gic.version = 0;
	expect_up();
	assert_int_equal(gic.version, 2);
}

static void version_2_comes_up(void **state)
{
	(void)state;
	put_v2();
	set(DISTRIBUTOR + 0x100, UINT32_MAX);
	set(DISTRIBUTOR + 0x104, UINT32_MAX);
	set(DISTRIBUTOR + GICD_ITARGETSR + 4, 0x04040404);
	expect_up();
	assert_int_equal(get(DISTRIBUTOR), 1);
	assert_int_equal(get(DISTRIBUTOR + 0x100), 0);
	assert_int_equal(get(DISTRIBUTOR + 0x104), 0);
	assert_int_equal(get(CPU_INTERFACE), 1);
	assert_int_equal(get(CPU_INTERFACE + GICC_PMR), 0xff);
	plat_gic_unmask(27, PLAT_IRQ_LEVEL);
	assert_int_equal(get(DISTRIBUTOR + 0x100), 1u << 27);
	assert_int_equal(get(DISTRIBUTOR + GICD_ITARGETSR + 24), 0);
	plat_gic_unmask(83, PLAT_IRQ_EDGE);
	assert_int_equal(get(DISTRIBUTOR + 0x108), 1u << 19);
	assert_int_equal(get(DISTRIBUTOR + GICD_ITARGETSR + 80), 0x04000000);
	assert_int_equal(get(DISTRIBUTOR + 0x088), 0);
}

static unsigned int nr_served;

static void serve_one(void *arg)
{
	nr_served += *(unsigned int *)arg;
}

/* Serving begins with the first line that is asked for. */
static void begin_serving(void)
{
	static unsigned int zero;

	assert_int_equal(plat_irq_request(16, 0, serve_one, &zero), 0);
	assert_int_equal(plat_irq_release(16), 0);
}

static void take_interrupt(uint32_t iar)
{
	acknowledged = iar;
	ended = UINT32_MAX;
	plat_arm64_serve();
}

static void handlers_are_found_by_number(void **state)
{
	static unsigned int one = 1, ten = 10;

	(void)state;
	put_v2();
	assert_int_equal(plat_irq_request(40, 0, serve_one, &one), 0);
	assert_int_equal(plat_irq_request(41, 0, serve_one, &ten), 0);
	assert_int_equal(plat_irq_request(41, 0, serve_one, &ten),
			 -PLAT_EBUSY);
	nr_served = 0;
	take_interrupt(41);
	assert_int_equal(nr_served, 10);
	assert_int_equal(ended, 41);
	assert_int_equal(plat_irq_release(41), 0);
	take_interrupt(40);
	assert_int_equal(nr_served, 11);
	assert_int_equal(plat_irq_release(40), 0);
}

static void a_spurious_one_is_not_ended(void **state)
{
	(void)state;
	put_v3();
	begin_serving();
	for (uint32_t intid = 1020; intid < 1024; intid++) {
		take_interrupt(intid);
		assert_int_equal(ended, UINT32_MAX);
	}
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void what_nobody_serves_is_masked(void **state)
{
	(void)state;
	put_v3();
	begin_serving();
	plat_gic_unmask(50, 0);
	take_interrupt(50);
	assert_int_equal(ended, 50);
	assert_int_equal(get(DISTRIBUTOR + 0x104), 0);
	assert_true(host_log_has("interrupt 50, which nobody serves"));
}

/* Version 2 tells an SGI's sender beside its number: both go back. */
static void the_whole_acknowledgement_is_ended(void **state)
{
	(void)state;
	put_v2();
	begin_serving();
	take_interrupt(0x1c05);
	assert_int_equal(ended, 0x1c05);
	assert_true(host_log_has("interrupt 5, which"));
}

static void lines_do_not_run_over(void **state)
{
	static unsigned int zero;
	uint32_t intid;

	(void)state;
	put_v3();
	set(DISTRIBUTOR + GICD_TYPER, 0x1f);
	for (intid = 16; intid < 16 + 64; intid++)
		assert_int_equal(plat_irq_request(intid, 0, serve_one, &zero),
				 0);
	assert_int_equal(plat_irq_request(intid, 0, serve_one, &zero),
			 -PLAT_ENOMEM);
	while (--intid >= 16)
		assert_int_equal(plat_irq_release(intid), 0);
}

static const uint64_t own = 0x80c0000, own_sgi = 0x80c0000 + GICR_SGI;

/* From here on the one that runs is the next lcpu, the CPU @affinity. */
static void become(uint64_t affinity)
{
	redistributor = NULL;
	target = 0;
	own_affinity = affinity;
}

/* Two CPUs, of which the first has an SGI and a PPI let in. */
static void put_two(uint32_t affinity)
{
	put_v3();
	set(0x80a0000 + GICR_TYPER, 0);
	put_redistributor(own, affinity, TYPER_LAST);
	expect_up();
	plat_gic_unmask(0, 0);
	plat_gic_unmask(17, 0);
	plat_gic_unmask(27, PLAT_IRQ_EDGE);
	plat_gic_mask(17);
	plat_gic_share(2);
	become(affinity);
}

static void another_lcpu_has_what_the_first_has(void **state)
{
	(void)state;
	put_two(1);
	set(own_sgi + 0x100, 0xff000000);
	assert_int_equal(plat_gic_join(1), 0);
	assert_int_equal(get(own + GICR_WAKER), 0);
	assert_int_equal(get(own_sgi + 0x100), 1u << 27 | 1u);
	assert_int_equal(get(own_sgi + 0x080), UINT32_MAX);
	assert_int_equal(get(own_sgi + 0x400), 0xa0);
	assert_int_equal(get(own_sgi + 0x418), 0xa0000000);
	assert_int_equal(get(own_sgi + 0xc04), 2u << 22);
	/* One that comes later is its own. */
	plat_gic_unmask(20, 0);
	assert_int_equal(get(0x80a0000 + GICR_SGI + 0x100), 1u << 27 | 1u);
	assert_int_equal(get(own_sgi + 0x100), 1u << 27 | 1u << 20 | 1u);
}

/* Reading each redistributor's type is a way out of the guest. */
static void its_place_is_guessed(void **state)
{
	(void)state;
	put_two(1);
	set(0x80a0000 + GICR_TYPER, TYPER_LAST);
	assert_int_equal(plat_gic_join(1), 0);
	assert_int_equal((uintptr_t)redistributor, own);
	set(0x80a0000 + GICR_TYPER, 0);
	become(1);
	assert_int_equal(plat_gic_join(0), 0);
	assert_int_equal((uintptr_t)redistributor, own);
	become(1);
	assert_int_equal(plat_gic_join(UINT32_MAX), 0);
	assert_int_equal((uintptr_t)redistributor, own);
}

/* Between those with virtual LPIs there are other registers, which are not
 * mistaken for the first CPU's. */
static void those_with_virtual_lpis_are_further_apart(void **state)
{
	(void)state;
	put_v3();
	set(0x80a0000 + GICR_TYPER, TYPER_VLPIS);
	set(0x80a0000 + GICR_TYPER + 4, 9);
	own_affinity = 9;
	put_frame(0x80c0000);
	put_redistributor(0x80e0000, 0, TYPER_VLPIS | TYPER_LAST);
	expect_up();
	plat_gic_share(2);
	become(0);
	assert_int_equal(plat_gic_join(1), 0);
	assert_int_equal((uintptr_t)redistributor, 0x80e0000);
}

static void those_that_join_are_as_far_apart_as_is_told(void **state)
{
	(void)state;
	put_v3();
	plat_arm64_machine.gic.stride = 0x40000;
	set(0x80a0000 + GICR_TYPER, 0);
	put_redistributor(0x80c0000, 1, TYPER_LAST); /* padding */
	put_redistributor(0x80e0000, 1, TYPER_LAST);
	expect_up();
	plat_gic_share(2);
	for (uint32_t number = 0; number < 3; number++) {
		become(1);
		assert_int_equal(plat_gic_join(number), 0);
		assert_int_equal((uintptr_t)redistributor, 0x80e0000);
	}
}

/* No more is mapped than there can be, and none that is not there. */
static void one_in_another_range_is_found(void **state)
{
	(void)state;
	put_v3();
	ranges[PLAT_GIC_REDISTRIBUTORS].size = GICR_BYTES;
	ranges[PLAT_GIC_REDISTRIBUTORS + 1] = range(0x9000000, 0x100000);
	put_redistributor(0x9000000, 7, 0);
	put_redistributor(0x9020000, 1, 0);
	expect_up();
	plat_gic_share(2);
	assert_int_equal(gic.frames[0].size, GICR_BYTES);
	assert_int_equal(gic.frames[1].size, 2 * GICR_BYTES);
	assert_int_equal(gic.frames[2].size, 0);
	plat_gic_share(2);
	assert_int_equal(frame_of(0x9000000)->nr_maps, 1);
	become(1);
	assert_int_equal(plat_gic_join(1), 0);
	assert_int_equal((uintptr_t)redistributor, 0x9020000);
}

static void an_lcpu_without_a_gic_is_refused(void **state)
{
	(void)state;
	put_two(1);
	become(7);
	assert_int_equal(plat_gic_join(1), -PLAT_ENOENT);
	assert_true(host_log_has("no redistributor for CPU 0x7"));
	become(1);
	has_sysregs = false;
	assert_int_equal(plat_gic_join(1), -PLAT_ENOTSUP);
	assert_true(host_log_has("no registers for version 3"));
}

static void affinity_0_above_15_needs_the_range_selector(void **state)
{
	(void)state;
	put_two(0x10);
	assert_int_equal(plat_gic_join(1), -PLAT_ENOTSUP);
	assert_true(host_log_has("no SGI reaches CPU 0x10"));
	has_range = true;
	assert_int_equal(plat_gic_join(1), -PLAT_ENOTSUP);
	set(DISTRIBUTOR + GICD_TYPER, 2 | TYPER_RSS);
	assert_int_equal(plat_gic_join(1), 0);
	become(0x10);
	has_range = false;
	assert_int_equal(plat_gic_join(1), -PLAT_ENOTSUP);
}

static void who_leaves_can_join_again(void **state)
{
	(void)state;
	put_two(1);
	assert_int_equal(plat_gic_join(1), 0);
	plat_gic_leave();
	assert_true(is_down);
	assert_true(get(own + GICR_WAKER) & WAKER_PROCESSOR_SLEEP);
	assert_int_equal(plat_gic_join(1), 0);
	assert_int_equal(get(own + GICR_WAKER), 0);
}

static void who_found_none_can_leave(void **state)
{
	unsigned int before;

	(void)state;
	put_v3();
	expect_up();
	redistributor = NULL; /* another lcpu's */
	own_affinity = 5;
	assert_int_equal(plat_gic_join(1), -PLAT_ENOENT);
	before = nr_accesses;
	plat_gic_leave();
	assert_int_equal(nr_accesses, before);
}

static void who_leaves_waits_for_what_is_on_its_way(void **state)
{
	(void)state;
	put_two(1);
	assert_int_equal(plat_gic_join(1), 0);
	nr_awake = 5;
	plat_gic_leave();
	assert_int_equal(nr_awake, 0);
	assert_false(host_log_has("does not get ready"));
}

static void who_cannot_sleep_is_not_waited_for(void **state)
{
	(void)state;
	put_two(1);
	has_no_sleep = true;
	assert_int_equal(plat_gic_join(1), 0);
	plat_gic_leave();
	assert_true(is_down);
	assert_false(host_log_has("does not get ready"));
}

static void an_sgi_of_version_3_is_for_an_affinity(void **state)
{
	static const struct {
		uint64_t affinity, sgi1r;
	} cases[] = {
		{0x0000000000, 0x0000000003000001},
		{0x000000000f, 0x0000000003008000},
		{0x0000000010, 0x0000100003000001},
		{0x00000000ff, 0x0000f00003008000},
		{0x0000000102, 0x0000000003010004},
		{0x0000ff0000, 0x000000ff03000001},
		{0x8100020345, 0x0081400203030020},
	};

	(void)state;
	put_v3();
	expect_up();
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(cases); i++) {
		plat_gic_send(plat_gic_address(3, 77, cases[i].affinity));
		assert_int_equal(sgi1r, cases[i].sgi1r);
	}
}

/* Who interface 5 has is lcpu 1: numbers of interfaces are their own. */
static void an_sgi_of_version_2_is_for_an_interface(void **state)
{
	(void)state;
	put_v2();
	set(DISTRIBUTOR + GICD_ITARGETSR, 0x01010101);
	expect_up();
	plat_gic_unmask(0, 0);
	plat_gic_unmask(27, PLAT_IRQ_LEVEL);
	become(0x101);
	set(DISTRIBUTOR + GICD_ITARGETSR, 0x20202020);
	set(DISTRIBUTOR + 0x100, 0);
	set(CPU_INTERFACE, 0);
	set(CPU_INTERFACE + GICC_PMR, 0);
	assert_int_equal(plat_gic_join(1), 0);
	assert_int_equal(get(DISTRIBUTOR), 1);
	assert_int_equal(get(DISTRIBUTOR + 0x100), 1u << 27 | 1u);
	assert_int_equal(get(CPU_INTERFACE), 1);
	assert_int_equal(get(CPU_INTERFACE + GICC_PMR), 0xff);
	plat_gic_send(plat_gic_address(3, 1, 0x101));
	assert_int_equal(get(DISTRIBUTOR + GICD_SGIR), 0x00200003);
	nr_barriers = 0;
	plat_gic_send(plat_gic_address(0, 0, 0));
	assert_int_equal(get(DISTRIBUTOR + GICD_SGIR), 0x00010000);
	plat_gic_unmask(83, PLAT_IRQ_EDGE);
	assert_int_equal(get(DISTRIBUTOR + GICD_ITARGETSR + 80), 0x20000000);
	plat_gic_leave();
	assert_int_equal(get(CPU_INTERFACE), 0);
}

static void who_is_alone_in_version_2_has_no_bit(void **state)
{
	(void)state;
	put_v2();
	set(DISTRIBUTOR + GICD_ITARGETSR, 0);
	expect_up();
	plat_gic_send(plat_gic_address(3, 0, 0));
	assert_int_equal(get(DISTRIBUTOR + GICD_SGIR), 0x02000003);
}

static void version_2_is_for_eight(void **state)
{
	(void)state;
	put_v2();
	expect_up();
	assert_int_equal(plat_gic_join(7), 0);
	assert_int_equal(plat_gic_join(8), -PLAT_ENOTSUP);
	assert_true(host_log_has("none for lcpu 8"));
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(version_3_comes_up),
		TEST(lines_are_those_it_has),
		TEST(an_spi_is_routed_here),
		TEST(an_spi_is_passed_on),
		TEST(no_flags_leave_the_trigger_alone),
		TEST(a_ppi_is_the_redistributors),
		TEST(an_extended_spi_has_registers_of_its_own),
		TEST(its_redistributor_is_found_by_affinity),
		TEST(redistributors_are_as_far_apart_as_is_told),
		TEST(a_distance_that_cannot_be_is_not_believed),
		TEST(the_search_ends_with_the_last),
		TEST(a_search_without_an_end_is_given_up),
		TEST(the_search_ends_with_the_range),
		TEST(a_gic_that_is_none_is_refused),
		TEST(one_that_never_gets_ready_does_not_hang),
		TEST(an_untold_version_follows_from_the_parts),
		TEST(version_2_comes_up),
		TEST(handlers_are_found_by_number),
		TEST(a_spurious_one_is_not_ended),
		TEST(what_nobody_serves_is_masked),
		TEST(the_whole_acknowledgement_is_ended),
		TEST(lines_do_not_run_over),
		TEST(another_lcpu_has_what_the_first_has),
		TEST(its_place_is_guessed),
		TEST(those_with_virtual_lpis_are_further_apart),
		TEST(those_that_join_are_as_far_apart_as_is_told),
		TEST(one_in_another_range_is_found),
		TEST(an_lcpu_without_a_gic_is_refused),
		TEST(affinity_0_above_15_needs_the_range_selector),
		TEST(who_leaves_can_join_again),
		TEST(who_found_none_can_leave),
		TEST(who_leaves_waits_for_what_is_on_its_way),
		TEST(who_cannot_sleep_is_not_waited_for),
		TEST(an_sgi_of_version_3_is_for_an_affinity),
		TEST(an_sgi_of_version_2_is_for_an_interface),
		TEST(who_is_alone_in_version_2_has_no_bit),
		TEST(version_2_is_for_eight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
