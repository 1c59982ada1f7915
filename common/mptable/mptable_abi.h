/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The MP table's structures, little endian.
 *
 * Source: MultiProcessor Specification 1.4, chapter 4.
 */
#ifndef COMMON_MPTABLE_MPTABLE_ABI_H
#define COMMON_MPTABLE_MPTABLE_ABI_H

#include <stddef.h>
#include <stdint.h>

#define MP_FLOAT_SIGNATURE  0x5f504d5fu /* "_MP_" */
#define MP_CONFIG_SIGNATURE 0x504d4350u /* "PCMP" */

struct mp_float {
	uint32_t signature;
	uint32_t config_pa;
	uint8_t length; /* in 16 bytes: 1 */
	uint8_t revision;
	uint8_t checksum;
	uint8_t default_config; /* 0: there is a table */
	uint8_t features[4];
};
_Static_assert(offsetof(struct mp_float, default_config) == 11, "abi");
_Static_assert(sizeof(struct mp_float) == 16, "abi");

struct mp_config {
	uint32_t signature;
	uint16_t length; /* of the base table, this header included */
	uint8_t revision;
	uint8_t checksum;
	char oem[8];
	char product[12];
	uint32_t oem_table;
	uint16_t oem_table_bytes;
	uint16_t nr_entries;
	uint32_t local_apic;
	uint16_t extended_length;
	uint8_t extended_checksum;
	uint8_t reserved;
};
_Static_assert(offsetof(struct mp_config, oem_table) == 28, "abi");
_Static_assert(offsetof(struct mp_config, local_apic) == 36, "abi");
_Static_assert(sizeof(struct mp_config) == 44, "abi");

#define MP_PROCESSOR    0u
#define MP_BUS          1u
#define MP_IOAPIC       2u
#define MP_IRQ          3u
#define MP_LINT         4u
#define MP_NR_TYPES     5u

#define MP_PROCESSOR_BYTES 20u
#define MP_ENTRY_BYTES     8u

/* The part of it that is of use here; 20 bytes in all. */
struct mp_processor {
	uint8_t type;
	uint8_t apic_id;
	uint8_t apic_version;
	uint8_t flags;
	uint32_t signature;
};
_Static_assert(sizeof(struct mp_processor) == MP_ENTRY_BYTES, "abi");

#define MP_PROCESSOR_ENABLED 0x1u
#define MP_PROCESSOR_BOOT    0x2u

struct mp_bus {
	uint8_t type;
	uint8_t id;
	char name[6];
};
_Static_assert(sizeof(struct mp_bus) == MP_ENTRY_BYTES, "abi");

struct mp_ioapic {
	uint8_t type;
	uint8_t id;
	uint8_t version;
	uint8_t flags;
	uint32_t pa;
};
_Static_assert(sizeof(struct mp_ioapic) == MP_ENTRY_BYTES, "abi");

#define MP_IOAPIC_ENABLED 0x1u

/* An interrupt's way to an I/O APIC, or to a LINT pin. */
struct mp_irq {
	uint8_t type;
	uint8_t kind;
	uint8_t flags[2];
	uint8_t bus;
	uint8_t bus_irq;
	uint8_t apic_id;
	uint8_t pin;
};
_Static_assert(offsetof(struct mp_irq, bus) == 4, "abi");
_Static_assert(sizeof(struct mp_irq) == MP_ENTRY_BYTES, "abi");

#define MP_KIND_INT 0u
#define MP_KIND_NMI 1u

/* flags[0], for each: 0 is what the bus has by itself. */
#define MP_POLARITY_MASK 0x3u
#define MP_POLARITY_LOW  0x3u
#define MP_TRIGGER_MASK  0xcu
#define MP_TRIGGER_LEVEL 0xcu

#define MP_APIC_ALL 0xffu

#endif /* COMMON_MPTABLE_MPTABLE_ABI_H */
