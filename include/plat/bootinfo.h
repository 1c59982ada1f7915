/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot info: what the guest was told at its start, the same structure for
 * every hypervisor and boot protocol. Filled by the protocol's parser and by
 * the early devices, normalised once, read-only from then on.
 */
#ifndef PLAT_BOOTINFO_H
#define PLAT_BOOTINFO_H

#include <plat/config.h>
#include <plat/mrd.h>
#include <plat/types.h>

/* How control and data arrived. Not a hypervisor: several speak PVH. */
enum plat_protocol {
	PLAT_PROTOCOL_PVH,
	PLAT_PROTOCOL_MULTIBOOT1,
	PLAT_PROTOCOL_MULTIBOOT2,
	PLAT_PROTOCOL_ARM64_IMAGE,
	PLAT_PROTOCOL_EFI,
	PLAT_PROTOCOL_XEN_PV,
	PLAT_NR_PROTOCOLS,
};

/* A file that the boot loader put into memory. */
struct plat_module {
	struct plat_pa_range data;    /* bytes, not rounded */
	struct plat_pa_range cmdline; /* its own, not terminated; size 0: none */
};

struct plat_bootinfo {
	enum plat_protocol protocol;
	const char *frontend;        /* "kvm"; NULL until it is chosen */
	struct plat_mrd_list mrds;
	struct plat_module modules[PLAT_MODULES_MAX];
	uint32_t nr_modules;         /* modules[0] is the initrd */
	plat_pa_t rsdp;              /* ACPI; 0: not told */
	struct plat_pa_range devicetree; /* size 0: none */
	plat_attr_t device_attr;     /* of each device's region, besides the
				      * default */
	uint32_t cmdline_length;     /* without the terminator */
	char cmdline[PLAT_CMDLINE_MAX];  /* as given, terminated */
};

struct plat_view;

/**
 * The boot info of this boot.
 *
 * Context: any, once the bootinfo stage is over.
 */
const struct plat_bootinfo *plat_bootinfo(void);

/**
 * Bytes of memory that the guest has, used or not: all regions that are not a
 * hole, a device, firmware's or reserved.
 */
uint64_t plat_bootinfo_ram_bytes(const struct plat_bootinfo *bi);

/**
 * "pvh", "multiboot2", ...; a constant string, "?" for none of them.
 */
const char *plat_protocol_name(enum plat_protocol protocol);

/* What parsers use. Each refuses what does not fit with a message in the
 * log, and goes on with the rest. */

/**
 * Take the command line: @length bytes at @text, or up to a NUL before that.
 * One that is longer than PLAT_CMDLINE_MAX - 1 is cut, and the log says so.
 */
void plat_bootinfo_set_cmdline(struct plat_bootinfo *bi, const char *text,
			       size_t length);

/**
 * Take the module that lies in @data, and add its MRD (INITRD) and that of its
 * command line (CMDLINE) where @cmdline is not empty.
 *
 * Returns: 0, also where the module is ignored and logged: it is empty, or
 *          wraps around, or PLAT_MODULES_MAX are there (then its memory is
 *          reserved as far as there is room); -PLAT_ENOMEM: as plat_mrd_add().
 */
PLAT_MUST_CHECK
int plat_bootinfo_add_module(struct plat_bootinfo *bi,
			     struct plat_pa_range data,
			     struct plat_pa_range cmdline);

/** A text at @pa of which only its end, a NUL, tells how long it is. */
static inline struct plat_pa_range plat_bootinfo_text(uint64_t pa)
{
	return (struct plat_pa_range){plat_pa(pa), PLAT_CMDLINE_MAX};
}

/**
 * As plat_bootinfo_set_cmdline(), with the text where it lies: up to a NUL,
 * or to the end of @range. At address 0, or with size 0, there is none. One
 * that @view cannot reach is left out.
 */
void plat_bootinfo_take_cmdline(struct plat_bootinfo *bi,
				struct plat_view *view,
				struct plat_pa_range range);

/**
 * As plat_bootinfo_add_module(), with a command line that lies at @range, as
 * for plat_bootinfo_take_cmdline().
 */
PLAT_MUST_CHECK
int plat_bootinfo_take_module(struct plat_bootinfo *bi,
			      struct plat_view *view,
			      struct plat_pa_range data,
			      struct plat_pa_range range);

/**
 * Add a region with the attributes that its type has by default (the table
 * in <plat/mrd.h>).
 *
 * Returns: as plat_mrd_add().
 */
PLAT_MUST_CHECK
int plat_bootinfo_add_region(struct plat_bootinfo *bi,
			     struct plat_pa_range range,
			     enum plat_mrd_type type, const char *owner);

#endif /* PLAT_BOOTINFO_H */
