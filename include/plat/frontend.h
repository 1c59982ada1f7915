/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The frontend contract: what a hypervisor's folder gives to the core. A
 * frontend is one constant table in a linker set; which of those in an image
 * runs is found out at boot. A member that is NULL has the native meaning
 * told beside it. One that must be there and is not ends the boot before
 * anything else, with a message that names it: at each boot the core checks
 * all tables of the image, whichever of them it will use.
 */
#ifndef PLAT_FRONTEND_H
#define PLAT_FRONTEND_H

#include <plat/bootinfo.h>
#include <plat/console.h>
#include <plat/lcpu_ops.h>
#include <plat/power.h>
#include <plat/pt.h>
#include <plat/stage.h>
#include <plat/time.h>
#include <plat/types.h>

/* How sure a frontend is that it runs on its host. */
enum plat_match {
	PLAT_MATCH_NONE,     /* not mine */
	PLAT_MATCH_FALLBACK, /* I can serve it if nobody knows better */
	PLAT_MATCH_EXACT,    /* the host says that it is mine */
};

struct plat_frontend {
	/* "kvm". Never NULL. */
	const char *name;

	/* Bit p: serves boots by enum plat_protocol p. Never 0. */
	uint32_t protocols;

	/**
	 * Recognise the host. Never NULL.
	 *
	 * Context: before any stage; vectors, log and console are not there.
	 */
	enum plat_match (*detect)(void);

	/* A console that works at any moment with nothing set up, for what a
	 * dying guest has to say before there is another. Never NULL, nor is
	 * its write. */
	struct plat_console *emergency_console;

	/**
	 * Take in what the boot protocol handed over at @arg: command line,
	 * modules, memory. Memory regions go in one at a time, in any order.
	 * Never NULL.
	 *
	 * Context: the protocol stage; plat_early_map() works.
	 * Returns: 0, or a negative status that ends the boot.
	 */
	int (*bootinfo)(struct plat_bootinfo *bi, plat_pa_t arg);

	/* Devices that come up in the early stage, in this order: consoles
	 * first. Each adds the MRD of its registers to boot info. NULL: none.
	 * Ends with a NULL. */
	const struct plat_hooks *const *early_devices;

	/**
	 * The address that goes into a page-table entry for a device's
	 * registers at @pa (CCA: the unprotected alias; SEV: without the
	 * C-bit). NULL: @pa itself.
	 */
	plat_pa_t (*device_address)(plat_pa_t pa);

	/**
	 * Let the host read and write [start, start + size), and take that
	 * back. NULL: it can anyway, there is nothing to do.
	 *
	 * Requires: page-aligned; nobody uses the range.
	 * Returns:  0; a negative status: nothing changed. The contents are
	 *           undefined after success.
	 */
	int (*share)(struct plat_pa_range range);
	int (*unshare)(struct plat_pa_range range);

	/* How page-table entries are written, tables pinned, addresses
	 * encoded. NULL: native. */
	const struct plat_pt_ops *pt_ops;

	/**
	 * Load a new root. NULL: the CPU's register.
	 *
	 * Returns: 0, or a negative status: the old one is still in use.
	 */
	int (*switch_root)(const struct plat_pt *pt);

	/* Clock sources, the best first, that the core does not find by
	 * itself. Their init says whether they are there. NULL: none. Ends
	 * with a NULL. */
	struct plat_clock *const *clocks;

	/**
	 * The wall clock, as plat_time_wall_ns(), where the host tells it in
	 * a better way than the ISA. NULL: it does not.
	 */
	int (*wall_ns)(uint64_t *ns);

	/* Ways to power off, reboot or report a crash that come before those
	 * of the core (ACPI and the ISA's own). NULL: none. Ends with a
	 * NULL. */
	const struct plat_power *const *power;

	/* How lcpus are started, signalled and stopped. NULL: the ISA's way. */
	const struct plat_lcpu_ops *lcpu_ops;

	/**
	 * Where foreign pages may be mapped: frames that are not populated.
	 * NULL: there is no such place.
	 *
	 * Returns: an empty range: none.
	 */
	struct plat_pa_range (*foreign_hole)(void);
};

/* Put a frontend into the image. The symbol is what the link recipe names. */
#define PLAT_FRONTEND(symbol)                                              \
	extern const struct plat_frontend plat_frontend_##symbol;          \
	PLAT_USED PLAT_SECTION(".plat_frontends") \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_frontend plat_frontend_##symbol

/**
 * The frontend that runs.
 *
 * Context: any, from the vectors stage on.
 */
const struct plat_frontend *plat_frontend(void);

#endif /* PLAT_FRONTEND_H */
