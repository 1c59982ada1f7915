/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ACPI's tables, little endian, as far as they are read here.
 *
 * Source: ACPI 6.5, 5.2; Serial Port Console Redirection Table revision 4;
 *         PCI Firmware Specification 3.3, 4.1.2; IA-PC HPET 1.0a, 3.2.4.
 */
#ifndef COMMON_ACPI_ACPI_ABI_H
#define COMMON_ACPI_ACPI_ABI_H

#include <stddef.h>
#include <stdint.h>

#include <plat/compiler.h>

#define AT(type, field, offset)                                           \
	_Static_assert(offsetof(struct type, field) == (offset), "abi")
#define BYTES(type, size) _Static_assert(sizeof(struct type) == (size), "abi")

struct acpi_rsdp {
	char signature[8]; /* "RSD PTR " */
	uint8_t checksum;  /* of the first 20 bytes */
	char oem_id[6];
	uint8_t revision;
	uint32_t rsdt_pa;
	/* From revision 2 on. */
	uint32_t length;
	uint64_t xsdt_pa;
	uint8_t extended_checksum;
	uint8_t reserved[3];
} PLAT_PACKED;
AT(acpi_rsdp, revision, 15);
AT(acpi_rsdp, rsdt_pa, 16);
AT(acpi_rsdp, xsdt_pa, 24);
BYTES(acpi_rsdp, 36);

#define ACPI_RSDP_V0_BYTES 20u
#define ACPI_RSDP_V2_BYTES 36u

struct acpi_header {
	uint32_t signature;
	uint32_t length;
	uint8_t revision;
	uint8_t checksum;
	char oem_id[6];
	char oem_table_id[8];
	uint32_t oem_revision;
	uint32_t creator_id;
	uint32_t creator_revision;
};
BYTES(acpi_header, 36);

/* Generic address structure. */
struct acpi_gas {
	uint8_t space;
	uint8_t width_bits;
	uint8_t offset_bits;
	uint8_t access; /* 0: not told; n: 2^(n - 1) bytes */
	uint64_t address;
} PLAT_PACKED;
BYTES(acpi_gas, 12);

struct acpi_fadt {
	struct acpi_header header;
	uint32_t facs;
	uint32_t dsdt;
	uint8_t reserved0;
	uint8_t pm_profile;
	uint16_t sci;
	uint32_t smi_command;
	uint8_t acpi_enable;
	uint8_t acpi_disable;
	uint8_t s4bios_request;
	uint8_t pstate_control;
	uint32_t pm1a_event;
	uint32_t pm1b_event;
	uint32_t pm1a_control;
	uint32_t pm1b_control;
	uint32_t pm2_control;
	uint32_t pm_timer;
	uint32_t gpe0;
	uint32_t gpe1;
	uint8_t pm1_event_bytes;
	uint8_t pm1_control_bytes;
	uint8_t pm2_control_bytes;
	uint8_t pm_timer_bytes;
	uint8_t gpe0_bytes;
	uint8_t gpe1_bytes;
	uint8_t gpe1_base;
	uint8_t cst_control;
	uint16_t c2_latency;
	uint16_t c3_latency;
	uint16_t flush_size;
	uint16_t flush_stride;
	uint8_t duty_offset;
	uint8_t duty_width;
	uint8_t day_alarm;
	uint8_t month_alarm;
	uint8_t century;
	uint16_t x86_boot_arch;
	uint8_t reserved1;
	uint32_t flags;
	struct acpi_gas reset; /* from here on: revision 2 and later */
	uint8_t reset_value;
	uint16_t arm_boot_arch;
	uint8_t minor_revision;
	uint64_t x_facs;
	uint64_t x_dsdt;
	struct acpi_gas x_pm1a_event;
	struct acpi_gas x_pm1b_event;
	struct acpi_gas x_pm1a_control;
	struct acpi_gas x_pm1b_control;
	struct acpi_gas x_pm2_control;
	struct acpi_gas x_pm_timer;
	struct acpi_gas x_gpe0;
	struct acpi_gas x_gpe1;
	struct acpi_gas sleep_control; /* revision 5 */
	struct acpi_gas sleep_status;
} PLAT_PACKED;
AT(acpi_fadt, dsdt, 40);
AT(acpi_fadt, sci, 46);
AT(acpi_fadt, smi_command, 48);
AT(acpi_fadt, pm1a_event, 56);
AT(acpi_fadt, pm_timer, 76);
AT(acpi_fadt, pm1_event_bytes, 88);
AT(acpi_fadt, century, 108);
AT(acpi_fadt, x86_boot_arch, 109);
AT(acpi_fadt, flags, 112);
AT(acpi_fadt, reset, 116);
AT(acpi_fadt, reset_value, 128);
AT(acpi_fadt, arm_boot_arch, 129);
AT(acpi_fadt, x_dsdt, 140);
AT(acpi_fadt, x_pm1a_event, 148);
AT(acpi_fadt, x_pm_timer, 208);
AT(acpi_fadt, sleep_control, 244);
BYTES(acpi_fadt, 268);

/* A FADT of revision 1 ends here. */
#define ACPI_FADT_V1_BYTES offsetof(struct acpi_fadt, reset)

struct acpi_madt {
	struct acpi_header header;
	uint32_t local_apic;
	uint32_t flags;
};
BYTES(acpi_madt, 44);

struct acpi_madt_entry {
	uint8_t type;
	uint8_t length;
};
BYTES(acpi_madt_entry, 2);

#define MADT_LAPIC          0u
#define MADT_IOAPIC         1u
#define MADT_OVERRIDE       2u
#define MADT_NMI_SOURCE     3u
#define MADT_LAPIC_NMI      4u
#define MADT_LAPIC_ADDRESS  5u
#define MADT_X2APIC         9u
#define MADT_X2APIC_NMI     10u
#define MADT_GICC           11u
#define MADT_GICD           12u
#define MADT_GICR           14u
#define MADT_ITS            15u

#define MADT_ENABLED        0x1u
#define MADT_ONLINE_CAPABLE 0x2u

#define MADT_POLARITY_MASK 0x3u
#define MADT_POLARITY_LOW  0x3u
#define MADT_TRIGGER_MASK  0xcu
#define MADT_TRIGGER_LEVEL 0xcu

struct madt_lapic {
	struct acpi_madt_entry entry;
	uint8_t uid;
	uint8_t apic_id;
	uint32_t flags;
};
BYTES(madt_lapic, 8);

struct madt_ioapic {
	struct acpi_madt_entry entry;
	uint8_t id;
	uint8_t reserved;
	uint32_t pa;
	uint32_t gsi_base;
};
BYTES(madt_ioapic, 12);

struct madt_override {
	struct acpi_madt_entry entry;
	uint8_t bus;
	uint8_t irq;
	uint32_t gsi;
	uint16_t flags;
} PLAT_PACKED;
BYTES(madt_override, 10);

struct madt_nmi_source {
	struct acpi_madt_entry entry;
	uint16_t flags;
	uint32_t gsi;
};
BYTES(madt_nmi_source, 8);

struct madt_lapic_nmi {
	struct acpi_madt_entry entry;
	uint8_t uid;
	uint16_t flags;
	uint8_t lint;
} PLAT_PACKED;
BYTES(madt_lapic_nmi, 6);

struct madt_lapic_address {
	struct acpi_madt_entry entry;
	uint16_t reserved;
	uint64_t pa;
} PLAT_PACKED;
BYTES(madt_lapic_address, 12);

struct madt_x2apic {
	struct acpi_madt_entry entry;
	uint16_t reserved;
	uint32_t apic_id;
	uint32_t flags;
	uint32_t uid;
};
BYTES(madt_x2apic, 16);

struct madt_x2apic_nmi {
	struct acpi_madt_entry entry;
	uint16_t flags;
	uint32_t uid;
	uint8_t lint;
	uint8_t reserved[3];
};
BYTES(madt_x2apic_nmi, 12);

/* As ACPI 5.1 has it; later revisions append to it. */
struct madt_gicc {
	struct acpi_madt_entry entry;
	uint16_t reserved;
	uint32_t interface;
	uint32_t uid;
	uint32_t flags;
	uint32_t parking_version;
	uint32_t performance_intid;
	uint64_t parked_pa;
	uint64_t pa;
	uint64_t gicv_pa;
	uint64_t gich_pa;
	uint32_t maintenance_intid;
	uint64_t gicr_pa;
	uint64_t mpidr;
} PLAT_PACKED;
AT(madt_gicc, pa, 32);
AT(madt_gicc, gicr_pa, 60);
AT(madt_gicc, mpidr, 68);
BYTES(madt_gicc, 76);

#define MADT_GICC_ONLINE_CAPABLE 0x8u

struct madt_gicd {
	struct acpi_madt_entry entry;
	uint16_t reserved;
	uint32_t id;
	uint64_t pa;
	uint32_t vector_base;
	uint8_t version;
	uint8_t reserved1[3];
};
BYTES(madt_gicd, 24);

struct madt_gicr {
	struct acpi_madt_entry entry;
	uint16_t reserved;
	uint64_t pa;
	uint32_t bytes;
} PLAT_PACKED;
BYTES(madt_gicr, 16);

struct madt_its {
	struct acpi_madt_entry entry;
	uint16_t reserved;
	uint32_t id;
	uint64_t pa;
	uint32_t reserved1;
} PLAT_PACKED;
BYTES(madt_its, 20);

struct acpi_mcfg_entry {
	uint64_t pa;
	uint16_t segment;
	uint8_t first_bus;
	uint8_t last_bus;
	uint32_t reserved;
};
BYTES(acpi_mcfg_entry, 16);

#define ACPI_MCFG_ENTRIES 44u /* the header, and 8 bytes reserved */

struct acpi_spcr {
	struct acpi_header header;
	uint8_t interface;
	uint8_t reserved[3];
	struct acpi_gas address;
	uint8_t irq_type;
	uint8_t irq;
	uint32_t gsi;
	uint8_t baud;
	uint8_t parity;
	uint8_t stop;
	uint8_t flow;
	uint8_t terminal;
	uint8_t language;
	uint8_t pci[7];
	uint32_t pci_flags;
	uint8_t pci_segment;
	uint32_t clock_hz;     /* revision 3 */
	uint32_t precise_baud; /* revision 4 */
} PLAT_PACKED;
AT(acpi_spcr, address, 40);
AT(acpi_spcr, gsi, 54);
AT(acpi_spcr, baud, 58);
AT(acpi_spcr, pci_segment, 75);
AT(acpi_spcr, precise_baud, 80);
BYTES(acpi_spcr, 84);

#define ACPI_SPCR_V1_BYTES (offsetof(struct acpi_spcr, baud) + 1)

#define SPCR_IRQ_8259 0x1u
#define SPCR_IRQ_APIC 0x2u
#define SPCR_IRQ_GIC  0x8u

struct acpi_hpet {
	struct acpi_header header;
	uint32_t block_id;
	struct acpi_gas address;
	uint8_t number;
	uint16_t min_tick;
	uint8_t protection;
} PLAT_PACKED;
AT(acpi_hpet, number, 52);
BYTES(acpi_hpet, 56);

struct acpi_gtdt {
	struct acpi_header header;
	uint64_t control_pa;
	uint32_t reserved;
	struct {
		uint32_t gsi;
		uint32_t flags;
	} timers[4];
} PLAT_PACKED;
AT(acpi_gtdt, timers, 48);
BYTES(acpi_gtdt, 80);

#define GTDT_EDGE       0x1u
#define GTDT_ACTIVE_LOW 0x2u

#undef AT
#undef BYTES

#endif /* COMMON_ACPI_ACPI_ABI_H */
