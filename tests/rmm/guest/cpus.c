/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * CPUs and interrupts. Interrupts stay masked: what is pending is asked for.
 */
#include "tests/rmm/guest/guest.h"

#define INVALID_PARAMS  (~0ul - 1)
#define DENIED          (~0ul - 2)
#define ALREADY_ON      (~0ul - 3)
#define INVALID_ADDRESS (~0ul - 8)

#define CONTEXT 0xc0de0001ul

static volatile uint64_t seen_context, seen_state;
static volatile bool go;

void guest_secondary_main(uint64_t context);

static uint64_t psci(uint64_t function, uint64_t a, uint64_t b, uint64_t c)
{
	struct smc regs = {{0}};

	return guest_call(&regs, function, a, b, c, 0);
}

/* On the other CPU; it goes off when it may. */
void guest_secondary_main(uint64_t context)
{
	struct smc regs = {{0}};
	uint64_t page = (uintptr_t)guest_pages;

	/* The token that CPU 0 asked for is not this one's. */
	seen_state = guest_call(&regs, RSI_TOKEN_CONTINUE, page, 0, 4096, 0);
	seen_context = context;
	while (!go)
		;
	psci(PSCI_CPU_OFF, 0, 0, 0);
}

static bool becomes(volatile uint64_t *what, uint64_t value)
{
	for (unsigned long i = 0; i < 10000000 && *what != value; i++)
		;
	return *what == value;
}

static bool goes_off(uint64_t cpu)
{
	for (unsigned long i = 0; i < 1000000; i++) {
		if (psci(PSCI_AFFINITY_INFO, cpu, 0, 0) == 1)
			return true;
	}
	return false;
}

static void refused(void)
{
	uint64_t entry = (uintptr_t)guest_secondary;

	guest_ok(psci(PSCI_CPU_ON, 0x77, entry, 0) == INVALID_PARAMS,
		 "there is no CPU 0x77");
	guest_ok(psci(PSCI_CPU_ON, 0, entry, 0) == ALREADY_ON, "CPU 0 is on");
	guest_ok(psci(PSCI_CPU_ON, 1, entry | guest_alias, 0) ==
		     INVALID_ADDRESS, "an entry that is not protected");
	guest_ok(psci(PSCI_AFFINITY_INFO, 0, 0, 0) == 0 &&
		     psci(PSCI_AFFINITY_INFO, 1, 0, 0) == 1 &&
		     psci(PSCI_AFFINITY_INFO, 0x77, 0, 0) == INVALID_PARAMS &&
		     psci(PSCI_AFFINITY_INFO, 0, 1, 0) == INVALID_PARAMS,
		 "which are on");
}

void guest_cpus(void)
{
	uint64_t entry = (uintptr_t)guest_secondary;
	struct smc regs = {{RSI_TOKEN_INIT}};

	refused();
	guest_smc(&regs);
	for (uint64_t i = 0; i < 2; i++) {
		go = false;
		guest_ok(psci(PSCI_CPU_ON, 1, entry, CONTEXT + i) == SUCCESS,
			 "CPU 1 is started");
		guest_ok(becomes(&seen_context, CONTEXT + i),
			 "it begins with its context");
		guest_ok(psci(PSCI_CPU_ON, 1, entry, 0) == ALREADY_ON,
			 "it is on");
		guest_ok(seen_state == ERROR_STATE,
			 "it has no token to go on with");
		go = true;
		guest_ok(goes_off(1), "it goes off");
	}
}

void guest_deny(void)
{
	guest_ok(psci(PSCI_CPU_ON, 1, (uintptr_t)guest_secondary, 0) == DENIED,
		 "the host denies CPU 1");
}

void guest_stall(void)
{
	guest_ok(psci(PSCI_CPU_ON, 1, (uintptr_t)guest_secondary, CONTEXT) ==
		     SUCCESS && psci(PSCI_AFFINITY_INFO, 1, 0, 0) == 0,
		 "CPU 1 is on");
	guest_ok(!becomes(&seen_context, CONTEXT), "but it does not run");
}

/* --- Interrupts --------------------------------------------------------- */

#define ICC_PMR     S3_0_C4_C6_0
#define ICC_SGI1R   S3_0_C12_C11_5
#define ICC_IAR1    S3_0_C12_C12_0
#define ICC_EOIR1   S3_0_C12_C12_1
#define ICC_IGRPEN1 S3_0_C12_C12_7
#define SPURIOUS    1023u
#define GICD_CTLR   0x08000000ul
#define GICR_SGI    0x080b0000ul
#define GICR_WAKER  0x080a0014ul
#define IGROUPR     0x080
#define ISENABLER   0x100
#define TIMER       27u

static void set(uint64_t address, uint32_t value)
{
	*(volatile uint32_t *)(address | guest_alias) = value;
}

static void gic(void)
{
	set(GICD_CTLR, 2);
	set(GICR_WAKER, 0);
	set(GICR_SGI + IGROUPR, ~0u);
	set(GICR_SGI + ISENABLER, 1u << TIMER | 1u << 3);
	plat_arm64_write(ICC_PMR, 0xff);
	plat_arm64_write(ICC_IGRPEN1, 1);
	plat_arm64_isb();
}

/* What is pending, if it comes soon; it is ended. */
static uint32_t next(void)
{
	uint32_t id = SPURIOUS;

	for (unsigned long i = 0; i < 1000000 && id == SPURIOUS; i++)
		id = (uint32_t)plat_arm64_read(ICC_IAR1);
	if (id == TIMER)
		plat_arm64_write(cntv_ctl_el0, 0);
	if (id != SPURIOUS)
		plat_arm64_write(ICC_EOIR1, id);
	return id;
}

static uint32_t tick(void)
{
	plat_arm64_write(cntv_tval_el0, 1000);
	plat_arm64_write(cntv_ctl_el0, 1);
	return next();
}

static void is(uint32_t id, uint32_t wanted, const char *what)
{
	guest_ok(id == wanted, "%s: %u", what, id);
}

/* Each comes once, in whatever order. */
static void nobody_raised(void)
{
	static const uint32_t ids[] = {300, 8192, 30, 7, 1019, 65535};
	unsigned int seen = 0;

	for (size_t i = 0; i < PLAT_ARRAY_SIZE(ids); i++)
		guest_host(HOST_INTERRUPT, ids[i], 0);
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(ids); i++) {
		uint32_t id = next();

		for (size_t k = 0; k < PLAT_ARRAY_SIZE(ids); k++)
			seen ^= (unsigned int)(id == ids[k]) << k;
	}
	guest_ok(seen == (1u << PLAT_ARRAY_SIZE(ids)) - 1,
		 "interrupts that no device raised: %#x", seen);
}

void guest_interrupts(void)
{
	gic();
	is(tick(), TIMER, "the timer");
	is(tick(), TIMER, "the timer again");
	plat_arm64_write(ICC_SGI1R, 3ul << 24 | 1);
	is(next(), 3, "an SGI");
	nobody_raised();
	is(next(), SPURIOUS, "no more");
}

/* With rmm.irqs=500,9000. */
void guest_hostile(void)
{
	uint32_t a, b;

	gic();
	for (unsigned int i = 0; i < 2; i++) {
		a = tick();
		b = next();
		guest_ok(a + b == TIMER + (i ? 9000 : 500),
			 "with the timer's comes another: %u, %u", a, b);
	}
	is(next(), SPURIOUS, "no more");
}
