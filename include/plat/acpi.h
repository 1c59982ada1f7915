/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ACPI tables, without an AML interpreter. plat_acpi_init() makes a directory
 * of what is there; a table is mapped, and its checksum verified, when it is
 * first used. Nothing stays mapped.
 */
#ifndef PLAT_ACPI_H
#define PLAT_ACPI_H

#include <plat/topology.h>
#include <plat/types.h>

/* Tables that the directory can hold. */
#define PLAT_ACPI_TABLES_MAX 48u

/* A table that is larger is refused (the DSDT is looked at in pieces). */
#define PLAT_ACPI_TABLE_BYTES PLAT_MIB(1)

#define PLAT_ACPI_SIGNATURE(a, b, c, d)                                   \
	((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 |       \
	 (uint32_t)(d) << 24)

/**
 * Search the PC's firmware memory for the RSDP.
 *
 * Context: as plat_early_map(). Only where there is a PC's memory below
 *          1 MiB.
 * Returns: its address; 0: there is none.
 * Source:  ACPI 6.5, 5.2.5.1.
 */
plat_pa_t plat_acpi_scan_rsdp(void);

/**
 * Read the RSDP at @rsdp and the table it refers to into the directory, which
 * is emptied first.
 *
 * Context: the boot lcpu, before the other functions below.
 * Returns: 0; -PLAT_ENOENT: @rsdp is 0; -PLAT_EPROTO: it is malformed, or
 *          there is no root table to which it leads. The directory is empty
 *          then.
 * Source:  ACPI 6.5, 5.2.5 to 5.2.8.
 */
PLAT_MUST_CHECK
int plat_acpi_init(plat_pa_t rsdp);

/* A table that is mapped: firmware's memory, to be read through
 * plat_snapshot() or plat_acpi_read() only. */
struct plat_acpi_table {
	const void *bytes;
	uint32_t length; /* the header's 36 bytes included */
};

/**
 * Map the table number @instance (0: the first) with @signature.
 *
 * @least:  bytes that it must have, the header's included.
 * Context: as plat_early_map().
 * Returns: 0, and then plat_acpi_unmap() is due; -PLAT_ENOENT: there is none;
 *          -PLAT_EPROTO: it is shorter than @least, or its checksum is wrong,
 *          now or when it was first looked at; -PLAT_ERANGE: larger than
 *          PLAT_ACPI_TABLE_BYTES, or it cannot be mapped.
 */
PLAT_MUST_CHECK
int plat_acpi_map(uint32_t signature, unsigned int instance, uint32_t least,
		  struct plat_acpi_table *table);

void plat_acpi_unmap(const struct plat_acpi_table *table);

/**
 * Copy @size bytes at @offset of @table to @dst, each read once.
 *
 * Returns: true; false: they are not wholly inside. @dst is as it was.
 */
PLAT_MUST_CHECK
bool plat_acpi_read(const struct plat_acpi_table *table, uint32_t offset,
		    void *dst, uint32_t size);

/**
 * Tell @sink what is in the MADT.
 *
 * Context: as plat_early_map().
 * Returns: 0; or as plat_acpi_map(): @sink was told nothing.
 * Source:  ACPI 6.5, 5.2.12.
 */
PLAT_MUST_CHECK
int plat_acpi_madt(const struct plat_topology_sink *sink, void *ctx);

/* Where a register is. */
enum plat_acpi_space {
	PLAT_ACPI_MEMORY = 0,
	PLAT_ACPI_IO = 1,
	PLAT_ACPI_PCI_CONFIG = 2,
};

struct plat_acpi_register {
	uint64_t address; /* 0: there is no such register */
	uint8_t space;    /* enum plat_acpi_space; others exist */
	uint8_t width_bits;
	uint8_t access_bytes; /* 0: not told */
};

#define PLAT_FADT_PWR_BUTTON      (1u << 4) /* it is not in PM1 */
#define PLAT_FADT_RESET_REG_SUP   (1u << 10)
#define PLAT_FADT_HW_REDUCED_ACPI (1u << 20)
#define PLAT_FADT_TMR_VAL_EXT     (1u << 8)

#define PLAT_FADT_PSCI_COMPLIANT (1u << 0)
#define PLAT_FADT_PSCI_USE_HVC   (1u << 1)

struct plat_acpi_fadt {
	uint32_t flags;         /* PLAT_FADT_x of the first four; others */
	uint16_t x86_boot_arch;
	uint16_t sci;           /* its GSI */
	uint32_t smi_command;   /* an I/O port; 0: none */
	uint8_t acpi_enable;    /* what goes there; 0: ACPI mode is on */
	uint8_t century;        /* CMOS index; 0: none */
	uint8_t reset_value;
	struct plat_acpi_register pm1a_event, pm1b_event;
	struct plat_acpi_register pm1a_control, pm1b_control;
	struct plat_acpi_register pm_timer;
	struct plat_acpi_register reset; /* only with RESET_REG_SUP */
	struct plat_acpi_register sleep_control, sleep_status;
	plat_pa_t dsdt; /* 0: none */
};

/**
 * Read the FADT; extended fields are preferred where they are valid.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_EPROTO also where it is too short; or as
 *          plat_acpi_map().
 * Source:  ACPI 6.5, 5.2.9.
 */
PLAT_MUST_CHECK
int plat_acpi_fadt(struct plat_acpi_fadt *fadt);

/* Blocks of event registers, each half status, half enable. */
struct plat_acpi_event_blocks {
	uint8_t pm1_bytes, gpe0_bytes, gpe1_bytes;
	struct plat_acpi_register pm1a, pm1b;
	struct plat_acpi_register gpe0, gpe1;
};

/**
 * Read from the FADT how events are told.
 *
 * Context: as plat_early_map().
 * Returns: as plat_acpi_fadt().
 * Source:  ACPI 6.5, 4.8.2 and 5.2.9.
 */
PLAT_MUST_CHECK
int plat_acpi_event_blocks(struct plat_acpi_event_blocks *blocks);

/**
 * What the FADT says of PSCI: PLAT_FADT_PSCI_x.
 *
 * Context: as plat_early_map().
 * Returns: 0: nothing, or there is no FADT that can be read.
 * Source:  ACPI 6.5, 5.2.9.4.
 */
uint16_t plat_acpi_arm_boot_arch(void);

/* PCI configuration space that is memory mapped. */
struct plat_acpi_ecam {
	plat_pa_t pa;     /* of bus 0, also where first_bus is another */
	uint16_t segment;
	uint8_t first_bus;
	uint8_t last_bus; /* inclusive */
};

/**
 * Call @visit for each entry of the MCFG that is sound, until it returns
 * something other than 0.
 *
 * Context: as plat_early_map().
 * Returns: what the last call of @visit returned, 0 without any; or as
 *          plat_acpi_map().
 * Source:  PCI Firmware Specification 3.3, 4.1.2.
 */
PLAT_MUST_CHECK
int plat_acpi_mcfg(int (*visit)(void *ctx, const struct plat_acpi_ecam *ecam),
		   void *ctx);

enum plat_acpi_console_kind {
	PLAT_ACPI_CONSOLE_OTHER,
	PLAT_ACPI_CONSOLE_16550,
	PLAT_ACPI_CONSOLE_PL011,
	PLAT_ACPI_CONSOLE_SBSA, /* SBSA's generic UART */
};

struct plat_acpi_spcr {
	enum plat_acpi_console_kind kind;
	struct plat_acpi_register address;
};

/**
 * Which UART firmware uses as its console.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_ENOENT also where the table names no address;
 *          -PLAT_EPROTO also where it is too short; or as plat_acpi_map().
 * Source:  Serial Port Console Redirection Table, revision 4.
 */
PLAT_MUST_CHECK
int plat_acpi_spcr(struct plat_acpi_spcr *spcr);

struct plat_acpi_console_line {
	uint32_t baud;      /* 0: as it is */
	bool has_irq;
	uint32_t gsi;       /* on a PC with its 8259s, an ISA interrupt */
};

/**
 * What else the SPCR tells of that UART.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_EPROTO also where the table is too short; or as
 *          plat_acpi_map().
 * Source:  as plat_acpi_spcr().
 */
PLAT_MUST_CHECK
int plat_acpi_console_line(struct plat_acpi_console_line *line);

struct plat_acpi_hpet {
	plat_pa_t pa;
	uint8_t number;
	uint16_t min_tick; /* for periodic mode without lost interrupts */
};

/**
 * The first HPET.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_EPROTO also where it is too short or not in memory; or
 *          as plat_acpi_map().
 * Source:  IA-PC HPET Specification 1.0a, 3.2.4.
 */
PLAT_MUST_CHECK
int plat_acpi_hpet(struct plat_acpi_hpet *hpet);

struct plat_acpi_timer {
	uint32_t gsi; /* 0: there is none */
	bool level;
	bool active_low;
};

struct plat_acpi_gtdt {
	struct plat_acpi_timer secure_el1, el1, virtual, el2;
};

/**
 * The arm64 generic timer's interrupts.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_EPROTO also where it is too short; or as
 *          plat_acpi_map().
 * Source:  ACPI 6.5, 5.2.25.
 */
PLAT_MUST_CHECK
int plat_acpi_gtdt(struct plat_acpi_gtdt *gtdt);

struct plat_acpi_sleep {
	uint8_t type_a; /* SLP_TYP for PM1a control, or sleep control */
	uint8_t type_b; /* for PM1b control */
};

/**
 * Find the \_S5_ object (soft off) in the DSDT and the SSDTs. Looks at each
 * of their bytes: for power-off, not for the boot.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_ENOENT: there is none that is a plain package of
 *          integers; or as plat_acpi_fadt().
 * Source:  ACPI 6.5, 7.4.2.6 and 20.2.
 */
PLAT_MUST_CHECK
int plat_acpi_s5(struct plat_acpi_sleep *sleep);

/* A generic event device that tells in one register what has happened. */
struct plat_acpi_ged {
	uint32_t gsi;
	bool level;
	bool active_low;
	plat_pa_t selector;    /* 32 bits, which reading clears */
	uint32_t power_button; /* its bits there */
};

/**
 * Find the generic event device in the DSDT and the SSDTs, as far as that can
 * be understood without an interpreter: one interrupt, a register in memory,
 * and a method that notifies PWRB for some of its bits. Looks at each of their
 * bytes.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_ENOENT: there is none such; or as plat_acpi_fadt().
 * Source:  ACPI 6.5, 5.6.9, 6.4.3.6 and 20.2.
 */
PLAT_MUST_CHECK
int plat_acpi_ged(struct plat_acpi_ged *ged);

#endif /* PLAT_ACPI_H */
