/* SPDX-License-Identifier: BSD-3-Clause */
/* Tables that describe one device, or one kind: MCFG, SPCR, HPET, GTDT. */
#include "common/acpi/acpi.h"

#define MCFG PLAT_ACPI_SIGNATURE('M', 'C', 'F', 'G')
#define SPCR PLAT_ACPI_SIGNATURE('S', 'P', 'C', 'R')
#define HPET PLAT_ACPI_SIGNATURE('H', 'P', 'E', 'T')
#define GTDT PLAT_ACPI_SIGNATURE('G', 'T', 'D', 'T')

/* Bytes of configuration space of one bus. */
#define ECAM_BUS_BYTES PLAT_MIB(1)

static bool ecam_is_sound(const struct acpi_mcfg_entry *e)
{
	uint64_t top = ((uint64_t)e->last_bus + 1) * ECAM_BUS_BYTES;

	if (e->pa && plat_is_aligned(e->pa, ECAM_BUS_BYTES) &&
	    e->pa <= UINT64_MAX - top && e->first_bus <= e->last_bus)
		return true;
	plat_warn("acpi: MCFG: buses %u to %u at %#jx are ignored",
		  e->first_bus, e->last_bus, e->pa);
	return false;
}

static int visit_mcfg(const struct plat_acpi_table *table,
		      int (*visit)(void *ctx,
				   const struct plat_acpi_ecam *ecam),
		      void *ctx)
{
	struct acpi_mcfg_entry e;
	struct plat_acpi_ecam ecam;
	int status = 0;

	for (uint32_t at = ACPI_MCFG_ENTRIES;
	     !status && plat_acpi_read(table, at, &e, sizeof(e));
	     at += (uint32_t)sizeof(e)) {
		if (!ecam_is_sound(&e))
			continue;
		ecam = (struct plat_acpi_ecam){plat_pa(e.pa), e.segment,
					       e.first_bus, e.last_bus};
		status = visit(ctx, &ecam);
	}
	return status;
}

int plat_acpi_mcfg(int (*visit)(void *ctx, const struct plat_acpi_ecam *ecam),
		   void *ctx)
{
	struct plat_acpi_table table;
	int status = plat_acpi_map(MCFG, 0, 0, &table);

	if (status)
		return status;
	status = visit_mcfg(&table, visit, ctx);
	plat_acpi_unmap(&table);
	return status;
}

/* Interface types: DBG2, table 3. */
static const uint8_t console_kinds[] = {
	[0x00] = PLAT_ACPI_CONSOLE_16550,
	[0x01] = PLAT_ACPI_CONSOLE_16550, /* 16450 with a 16550's FIFO */
	[0x03] = PLAT_ACPI_CONSOLE_PL011,
	[0x0d] = PLAT_ACPI_CONSOLE_SBSA,  /* 32-bit accesses only */
	[0x0e] = PLAT_ACPI_CONSOLE_SBSA,
	[0x12] = PLAT_ACPI_CONSOLE_16550, /* its address can be relied on */
};

static int copy_spcr(struct acpi_spcr *s)
{
	return plat_acpi_copy(SPCR, s, sizeof(*s), ACPI_SPCR_V1_BYTES);
}

int plat_acpi_spcr(struct plat_acpi_spcr *spcr)
{
	struct acpi_spcr s;
	int status = copy_spcr(&s);

	if (status)
		return status;
	spcr->kind = PLAT_ACPI_CONSOLE_OTHER;
	if (s.interface < PLAT_ARRAY_SIZE(console_kinds))
		spcr->kind = console_kinds[s.interface];
	spcr->address = acpi_register(&s.address);
	return spcr->address.address ? 0 : -PLAT_ENOENT;
}

static uint32_t console_baud(const struct acpi_spcr *s)
{
	if (s->precise_baud)
		return s->precise_baud;
	switch (s->baud) {
	case 3:
		return 9600;
	case 4:
		return 19200;
	case 6:
		return 57600;
	case 7:
		return 115200;
	default:
		return 0;
	}
}

int plat_acpi_console_line(struct plat_acpi_console_line *line)
{
	struct acpi_spcr s;
	int status = copy_spcr(&s);

	if (status)
		return status;
	*line = (struct plat_acpi_console_line){.baud = console_baud(&s)};
	if (s.irq_type & (SPCR_IRQ_APIC | SPCR_IRQ_GIC)) {
		line->has_irq = true;
		line->gsi = s.gsi;
	} else if (s.irq_type & SPCR_IRQ_8259) {
		line->has_irq = true;
		line->gsi = s.irq;
	}
	return 0;
}

int plat_acpi_hpet(struct plat_acpi_hpet *hpet)
{
	struct acpi_hpet h;
	int status = plat_acpi_copy(HPET, &h, sizeof(h), sizeof(h));

	if (status)
		return status;
	if (h.address.space != PLAT_ACPI_MEMORY || h.address.address == 0) {
		plat_warn("acpi: an HPET at %#jx in space %u is ignored",
			  h.address.address, h.address.space);
		return -PLAT_EPROTO;
	}
	*hpet = (struct plat_acpi_hpet){plat_pa(h.address.address), h.number,
					h.min_tick};
	return 0;
}

static struct plat_acpi_timer timer(uint32_t gsi, uint32_t flags)
{
	return (struct plat_acpi_timer){gsi, (flags & GTDT_EDGE) == 0,
					(flags & GTDT_ACTIVE_LOW) != 0};
}

int plat_acpi_gtdt(struct plat_acpi_gtdt *gtdt)
{
	struct acpi_gtdt g;
	int status = plat_acpi_copy(GTDT, &g, sizeof(g), sizeof(g));

	if (status)
		return status;
	gtdt->secure_el1 = timer(g.timers[0].gsi, g.timers[0].flags);
	gtdt->el1 = timer(g.timers[1].gsi, g.timers[1].flags);
	gtdt->virtual = timer(g.timers[2].gsi, g.timers[2].flags);
	gtdt->el2 = timer(g.timers[3].gsi, g.timers[3].flags);
	return 0;
}
