/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: lcpus by PSCI and the GIC. Arm DEN 0022 5.4 to 5.6, 6.
 */
#include "common/arm64/lcpu.h"

#include <plat/acpi.h>
#include <plat/arch/cpu.h>
#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/fdt.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/time.h>

#include "common/arm64/gic.h"
#include "common/arm64/machine.h"
#include "common/arm64/psci.h"
#include "common/arm64/timer.h"
#include "common/arm64/traps.h"
#include "common/lcpu/lcpu.h"
#include "common/libplat/names.h"
#include "common/power/crash.h"

/* The SGI that calls plat_lcpu_serve(). */
#define SGI_SERVE 0u

/* How long firmware may need for a CPU that is about to be off. */
#define OFF_NS 10000000u

/* Version 3: what is acknowledged is the number. */
static void serve_v3(void)
{
	uint32_t intid = plat_gic_sysreg_acknowledge();

	if (plat_likely(intid == SGI_SERVE)) {
		plat_lcpu_serve();
		plat_gic_sysreg_end(intid);
	} else {
		plat_arm64_serve_line(intid);
	}
}

static void serve_v2(void)
{
	uint32_t acknowledged = plat_gic_acknowledge();

	if (plat_likely(plat_gic_intid(acknowledged) == SGI_SERVE)) {
		plat_lcpu_serve();
		plat_gic_end(acknowledged);
	} else {
		plat_arm64_serve_line(acknowledged);
	}
}

static int begin(uint32_t nr)
{
	plat_arm64_conduit_t conduit = plat_arm64_machine.conduit;

	(void)nr;
	if (!plat_psci_version()) {
		plat_err("firmware describes no PSCI that is 0.2 or newer: "
			 "nothing starts lcpus");
		return -PLAT_ENOTSUP;
	}
	plat_arm64_timer_up();
	plat_arm64_lcpu_record(conduit == plat_smccc_smc);
	return 0;
}

static uint64_t try_start(const struct plat_lcpu_id *id,
			  const struct plat_lcpu_start *start)
{
	return plat_psci_try_cpu_on(id->hw_id,
				    plat_image_pa((const void *)(uintptr_t)
						      plat_arm64_lcpu_entry),
				    (uintptr_t)start);
}

/* One that has just left may still be on its way. */
static uint64_t start_once_off(const struct plat_lcpu_id *id,
			       const struct plat_lcpu_start *start)
{
	uint64_t until = plat_time_ns() + OFF_NS;
	uint64_t x0;

	do {
		plat_cpu_relax();
		x0 = try_start(id, start);
	} while (plat_psci_status(x0) == -PLAT_EEXIST &&
		 plat_time_ns() < until);
	return x0;
}

PLAT_COLD static void complain(const struct plat_lcpu_id *id, uint64_t x0)
{
	static const char reasons[] =
		"\1" "it cannot start CPUs\0"
		"\2" "there is no such CPU\0"
		"\3" "that is not allowed\0"
		"\4" "it runs already\0"
		"\5" "somebody else has started it\0"
		"\6" "the CPU does not come up\0"
		"\7" "it is not there now\0"
		"\10" "it is switched off for good\0"
		"\11" "it cannot begin in this image\0"
		PLAT_NAME_ELSE "no code of PSCI's";

	plat_err("lcpu %u (CPU %#lx) cannot be started: firmware says %s "
		 "(%d): %s", id->number, id->hw_id, plat_psci_error_name(x0),
		 (int32_t)x0, plat_name_of(reasons, 0u - (uint32_t)x0));
}

/* The first answer was @x0. */
PLAT_COLD static int start_late(const struct plat_lcpu_id *id,
				const struct plat_lcpu_start *start,
				uint64_t x0)
{
	if (plat_psci_status(x0) == -PLAT_EEXIST)
		x0 = start_once_off(id, start);
	if (x0)
		complain(id, x0);
	return plat_psci_status(x0);
}

static int start(const struct plat_lcpu_id *id,
		 const struct plat_lcpu_start *start)
{
	uint64_t x0;

	/* A call is no access to memory that others are ordered after. */
	plat_gic_sysreg_barrier();
	x0 = try_start(id, start);
	return plat_likely(!x0) ? 0 : start_late(id, start, x0);
}

static int set_up(void)
{
	plat_arm64_lcpu_adopt();
	return plat_gic_join(plat_lcpu_self());
}

static void signal(const struct plat_lcpu_id *id)
{
	plat_gic_send(SGI_SERVE, id->number, id->hw_id);
}

/* Reaches only those that let interrupts in: any interrupt will do. */
static void crash(const struct plat_lcpu_id *id)
{
	plat_arm64_serve = plat_arm64_stop;
	plat_gic_send(SGI_SERVE, id->number, id->hw_id);
}

static void mask(void)
{
	plat_irq_disable();
	plat_arm64_timer_off();
	plat_gic_leave();
}

void plat_arm64_stopped(const uint64_t x19_to_x28[10])
{
	plat_crash_begin(plat_arm64_interrupted(x19_to_x28));
	plat_arm64_lcpu_park();
}

PLAT_NORETURN static void leave(void)
{
	plat_psci_cpu_off();
	plat_arm64_lcpu_park();
}

static const struct plat_lcpu_ops ops = {
	.begin = begin,
	.start = start,
	.set_up = set_up,
	.signal = signal,
	.crash = crash,
	.mask = mask,
	.leave = leave,
};

/* Who is alone signals to itself. */
const struct plat_lcpu_ops *plat_arch_lcpu_ops(void)
{
	if (plat_arm64_irq_share(serve_v2, serve_v3, SGI_SERVE,
				 plat_lcpu_count()))
		return NULL;
	return &ops;
}

uint64_t plat_arch_lcpu_hw_id(void)
{
	return plat_arm64_affinity();
}

void plat_arch_lcpu_counted(uint32_t nr)
{
	plat_arm64_machine.nr_lcpus = nr;
}

typedef void (*add_t)(const struct plat_topology_lcpu *lcpu);

static void tell(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	const add_t *add = ctx;

	if (lcpu->flags & PLAT_LCPU_ENABLED)
		(*add)(lcpu);
}

/* By the one of them that was read at boot: plat_arm64_take_acpi(). */
void plat_arch_lcpus(void (*add)(const struct plat_topology_lcpu *lcpu))
{
	static const struct plat_topology_sink sink = {.lcpu = tell};

	if (plat_acpi_madt(&sink, &add) &&
	    plat_fdt_lcpus(plat_bootinfo()->devicetree, &sink, &add))
		plat_info("neither MADT nor devicetree: one lcpu");
}
