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
#include <plat/topology.h>
#include <plat/types.h>

/* How sure a frontend is that it runs on its host. */
enum plat_match {
	PLAT_MATCH_NONE,     /* not mine */
	PLAT_MATCH_FALLBACK, /* I can serve it if nobody knows better */
	PLAT_MATCH_TOLD,     /* what was handed over says that it is mine:
			      * anybody can have written that */
	PLAT_MATCH_EXACT,    /* the host says that it is mine */
};

struct plat_frontend {
	/* "kvm". Never NULL. */
	const char *name;

	/* Bit p: serves boots by enum plat_protocol p. Never 0. */
	uint32_t protocols;

	/**
	 * Recognise the host. Never NULL. Nothing may be tried that does harm
	 * on another host. What was handed over, at plat_boot_arg(), has not
	 * been read: who looks into it reads that much himself, and checks it.
	 * For that plat_early_map() works where the ISA has devicetrees. Not
	 * called where one before it was PLAT_MATCH_EXACT.
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
	 * On a machine with a PC's two 8259s it masks these: the core never
	 * touches them.
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
	 * The address that goes into page-table entries for the registers of a
	 * device in @range (CCA: the unprotected alias; SEV: without the
	 * C-bit). Those of the rest of @range follow. NULL: where it starts.
	 *
	 * Context: any, from the choice of the frontend on.
	 * Returns: 0; a negative status: they cannot be reached, or not in one
	 *          piece.
	 */
	int (*device_address)(struct plat_pa_range range, plat_pa_t *address);

	/**
	 * Let the host read and write @range, and take that back. NULL: it can
	 * anyway, there is nothing to do. Where they are not NULL, the direct
	 * map does not hold the range during the call.
	 *
	 * Requires: page-aligned; nobody uses the range.
	 * Returns:  0; a negative status: nothing changed. The contents are
	 *           undefined after either.
	 */
	int (*share)(struct plat_pa_range range);
	int (*unshare)(struct plat_pa_range range);

	/**
	 * The address of shared memory at @pa, for page-table entries and for
	 * devices. NULL: @pa itself.
	 *
	 * Context: any.
	 */
	plat_pa_t (*shared_address)(plat_pa_t pa);

	/* Whether the host is kept out of the guest's memory: then it is not
	 * believed where it could do harm, and its random numbers are none. */
	bool is_confidential;

	/**
	 * Make of the CPU's @geometry what the host lets a guest have. NULL: as
	 * it is.
	 *
	 * Context: the cpu stage.
	 */
	void (*geometry)(struct plat_pt_geometry *geometry);

	/* How page-table entries are written, tables pinned, addresses
	 * encoded. NULL: native. */
	const struct plat_pt_ops *pt_ops;

	/**
	 * Load a new root. NULL: the CPU's register. What the host wants to be
	 * mapped, too, is.
	 *
	 * Returns: 0, or a negative status: the old one is still in use.
	 */
	int (*switch_root)(struct plat_pt *pt);

	/* Clock sources, the best first, that the core does not find by
	 * itself. Their init says whether they are there; where one is, none
	 * of the core's is looked for: no HPET, no 8254. NULL: none. Ends
	 * with a NULL. */
	struct plat_clock *const *clocks;

	/**
	 * The wall clock, as plat_time_wall_ns(), where the host tells it in
	 * a better way than the ISA. NULL: it does not.
	 *
	 * Returns: -PLAT_ENOTSUP: not now: the ISA's way is used (on x86_64
	 *          a PC's CMOS clock); any other status is what the caller
	 *          gets.
	 */
	int (*wall_ns)(uint64_t *ns);

	/* Ways to power off, reboot or report a crash that come before those
	 * of the core (ACPI and the ISA's own, a PC's ports among them).
	 * NULL: none. Ends with a NULL. */
	const struct plat_power *const *power;

	/* Interrupts come by events of the host's: the ISA's controller (on
	 * x86_64 the local APIC) is not looked for. */
	bool has_interrupts;

	/* The host pushes an exception to the stack that it is raised on, which
	 * has to be there: no stack comes on demand. */
	bool needs_stacks;

	/**
	 * Call @add for each lcpu that there is; the one that boots has hw_id
	 * 0. NULL: firmware's tables tell.
	 *
	 * Context: from the irq stage on.
	 */
	void (*lcpus)(void (*add)(const struct plat_topology_lcpu *lcpu));

	/* How lcpus are started, signalled and stopped. NULL: the ISA's way,
	 * or what the library's plat_lcpu_host_ops() knows of (which comes
	 * into images that have lcpus only: this comes into all). */
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
#define PLAT_FRONTEND(symbol) PLAT_FRONTEND_(symbol, ".plat_frontends")

/* The same, of one whose detect() comes before those of others: it reads
 * nothing that was handed over, which on its host is not to be read before it
 * has been checked. */
#define PLAT_FRONTEND_FIRST(symbol) \
	PLAT_FRONTEND_(symbol, ".plat_frontends.first")

#define PLAT_FRONTEND_(symbol, section)                                    \
	extern const struct plat_frontend plat_frontend_##symbol;          \
	PLAT_USED PLAT_SECTION(section)                                    \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_frontend plat_frontend_##symbol

/**
 * The frontend that runs.
 *
 * Context: any, from the vectors stage on.
 */
const struct plat_frontend *plat_frontend(void);

/**
 * What the boot protocol handed over, as bootinfo() gets it.
 *
 * Context: any; detect(), too.
 */
plat_pa_t plat_boot_arg(void);

/**
 * As its device_address(); the address itself where it has none.
 *
 * Context, Returns: as device_address().
 */
PLAT_MUST_CHECK
static inline int plat_device_address(struct plat_pa_range range,
				      plat_pa_t *address)
{
	const struct plat_frontend *frontend = plat_frontend();

	*address = range.start;
	return frontend->device_address
		       ? frontend->device_address(range, address)
		       : 0;
}

#endif /* PLAT_FRONTEND_H */
