/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A flattened devicetree, read in one walk: memory, what the boot loader
 * chose, CPUs and the few devices that a boot needs.
 */
#ifndef PLAT_FDT_H
#define PLAT_FDT_H

#include <plat/bootinfo.h>
#include <plat/topology.h>

#define PLAT_FDT_UARTS_MAX   4u
#define PLAT_FDT_REGS_MAX    4u
#define PLAT_FDT_PATH_MAX    64u

/* A tree of which more is used is refused: the early window has to hold it. */
#define PLAT_FDT_BYTES_MAX PLAT_MIB(1)

/* An interrupt of the GIC. */
struct plat_fdt_irq {
	uint32_t intid; /* 0: there is none */
	bool level;
	bool active_low;
};

enum plat_fdt_uart_kind {
	PLAT_FDT_UART_PL011,
	PLAT_FDT_UART_SBSA,  /* a PL011 without its set-up registers */
	PLAT_FDT_UART_16550, /* DesignWare's, too */
};

struct plat_fdt_uart {
	enum plat_fdt_uart_kind kind;
	struct plat_pa_range regs;
	uint8_t reg_shift;
	uint8_t reg_io_width; /* bytes */
	uint32_t clock_hz;    /* 0: not told */
	struct plat_fdt_irq irq;
	char path[PLAT_FDT_PATH_MAX];
};

enum plat_fdt_timer {
	PLAT_FDT_TIMER_VIRTUAL,
	PLAT_FDT_TIMER_SECURE,
	PLAT_FDT_TIMER_PHYSICAL, /* EL1, non-secure */
	PLAT_FDT_TIMER_HYP,
	PLAT_FDT_NR_TIMERS,
};

enum plat_fdt_conduit {
	PLAT_FDT_NO_PSCI,
	PLAT_FDT_HVC,
	PLAT_FDT_SMC,
};

struct plat_fdt {
	struct plat_fdt_uart uarts[PLAT_FDT_UARTS_MAX];
	uint32_t nr_uarts;
	int stdout_uart;             /* index; -1: none of them is */
	uint32_t stdout_baud;        /* 0: not told */
	enum plat_fdt_conduit psci;
	/* Version 0.2 or newer: function ids are fixed, and PSCI_VERSION
	 * says which. Else it is 0.1, which has only the functions that
	 * follow, by these ids; 0: not that one. */
	bool psci_is_0_2;
	uint32_t psci_cpu_on;
	uint32_t psci_cpu_off;
	struct plat_fdt_irq timers[PLAT_FDT_NR_TIMERS];
	uint32_t timer_hz;           /* overrides CNTFRQ_EL0; 0: not told */
	bool timer_always_on;        /* counts on when a CPU is suspended */
	struct plat_pa_range rtc;    /* PL031; size 0: none */
	/* Where random bytes are in the tree; size 0: none. They count once:
	 * who uses them overwrites them there (through plat_early_map(): the
	 * direct map has the tree read only), lest others learn them. */
	struct plat_pa_range rng_seed;
	uint64_t kaslr_seed;         /* 0: none; stays in the tree */
	char hypervisor[32];         /* its compatible string; "": none */
	struct plat_pa_range hypervisor_regs[PLAT_FDT_REGS_MAX];
	uint32_t nr_hypervisor_regs;
	struct plat_fdt_irq hypervisor_irq;
};

/**
 * Take what the devicetree at @tree tells: memory, reservations, initrd and
 * command line into @bi, where the tree's own memory is reserved; CPUs and
 * the GIC to @sink; the rest to @out. What is malformed is logged and left
 * out. If @bi->protocol is EFI, which told of memory, initrd and command line
 * itself, the tree's are left out.
 *
 * Requires: @bi is zeroed but for protocol, what plat_efi_parse() took, and
 *           its list of MRDs, which is begun; nobody writes to the tree
 *           meanwhile.
 * Context:  the boot lcpu.
 * Returns:  0; -PLAT_ENOENT: all is taken, but there is no memory in it;
 *           -PLAT_EPROTO: there is no devicetree at @tree, @bi is as it was;
 *           -PLAT_ENOMEM: the list of MRDs is full of what must not be lost.
 * Source:   Devicetree Specification 0.4, chapters 2, 3 and 5.
 */
PLAT_MUST_CHECK
int plat_fdt_parse(struct plat_bootinfo *bi, plat_pa_t tree,
		   const struct plat_topology_sink *sink, void *ctx,
		   struct plat_fdt *out);

/**
 * Tell @sink of the CPUs once more, in the same order: @tree is what
 * plat_fdt_parse() left as @bi->devicetree. What is malformed is logged once
 * more.
 *
 * Requires: .lcpu is the only member of @sink.
 * Context:  as plat_early_map().
 * Returns:  0; -PLAT_ENOENT: there is no tree.
 */
PLAT_MUST_CHECK
int plat_fdt_lcpus(struct plat_pa_range tree,
		   const struct plat_topology_sink *sink, void *ctx);

/**
 * Whether the devicetree at @tree says that this is a guest of a hypervisor:
 * whether one of the compatible strings of /hypervisor is @compatible.
 *
 * @compatible: of 4 characters at least.
 * Context:     any, from entry on. Says nothing of what is malformed.
 */
bool plat_fdt_is_guest_of(plat_pa_t tree, const char *compatible);

/* A key that is a pin of a PL061. */
struct plat_fdt_key {
	struct plat_pa_range regs;
	uint8_t pin;
	bool active_low;
	struct plat_fdt_irq irq;
};

/**
 * Find the key that is the power button.
 *
 * @tree:    of @size bytes, aligned to 8, as plat_fdt_parse() accepted it.
 * Context:  any.
 * Returns:  0; -PLAT_ENOENT: there is none; -PLAT_EPROTO: it is not one that
 *           can be used, or there is no tree.
 */
PLAT_MUST_CHECK
int plat_fdt_power_key(const void *tree, size_t size,
		       struct plat_fdt_key *key);

#endif /* PLAT_FDT_H */
