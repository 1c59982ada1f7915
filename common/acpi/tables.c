/* SPDX-License-Identifier: BSD-3-Clause */
/* The directory of tables. */
#include "common/acpi/acpi.h"

#include <plat/view.h>

#include "common/lowmem/lowmem.h"

#define RSDP_SIGNATURE "RSD PTR "
#define RSDP_FIRST     PLAT_ACPI_SIGNATURE('R', 'S', 'D', ' ')
#define XSDT           PLAT_ACPI_SIGNATURE('X', 'S', 'D', 'T')
#define RSDT           PLAT_ACPI_SIGNATURE('R', 'S', 'D', 'T')

#define BIOS_START 0xe0000u

enum state {
	UNVERIFIED,
	GOOD,
	BAD,
};

/* What each table begins with. */
struct head {
	uint32_t signature;
	uint32_t length;
};

static struct entry {
	plat_pa_t pa;
	struct head head;
	enum state state;
} tables[PLAT_ACPI_TABLES_MAX];
static unsigned int nr_tables;

static const char too_short[] = "it is too short";

/* Say that @e is not used. What is not printable of its name becomes '?': no
 * table is asked for by such a name. */
PLAT_COLD static void refuse(struct entry *e, const char *why)
{
	uint8_t *c = (uint8_t *)&e->head.signature;

	for (unsigned int i = 0; i < sizeof(e->head.signature); i++) {
		if (c[i] < ' ' || c[i] > '~')
			c[i] = '?';
	}
	plat_warn("acpi: %.4s of %u bytes at %#jx is ignored: %s",
		  (const char *)c, e->head.length, e->pa.v, why);
}

static bool is_rsdp(const uint8_t *copy)
{
	return memcmp(copy, RSDP_SIGNATURE, sizeof(RSDP_SIGNATURE) - 1) == 0 &&
	       plat_sum_bytes(copy, ACPI_RSDP_V0_BYTES) == 0;
}

plat_pa_t plat_acpi_scan_rsdp(void)
{
	/* 32: the first 20 of them are looked at, and it may be that there
	 * are no more; the search needs a multiple of 16. */
	static const struct plat_lowmem_search search = {
		.bios = BIOS_START,
		.signature = RSDP_FIRST,
		.size = 32,
		.accept = is_rsdp,
	};
	plat_pa_t found;

	return plat_lowmem_find(&search, &found) ? found : plat_pa(0);
}

static int read_rsdp(struct plat_view *view, plat_pa_t pa,
		     struct acpi_rsdp *rsdp)
{
	*rsdp = (struct acpi_rsdp){.revision = 0};
	if (!plat_view_read(view, pa, rsdp, ACPI_RSDP_V0_BYTES) ||
	    !is_rsdp((const uint8_t *)rsdp)) {
		plat_warn("acpi: there is no RSDP at %#jx", pa.v);
		return -PLAT_EPROTO;
	}
	if (rsdp->revision < 2)
		return 0;
	if (!plat_view_read(view, pa, rsdp, ACPI_RSDP_V2_BYTES) ||
	    plat_sum_bytes(rsdp, ACPI_RSDP_V2_BYTES) != 0) {
		plat_warn("acpi: the RSDP's extension is no good");
		rsdp->xsdt_pa = 0;
	}
	return 0;
}

/* Too short for a header: as if it were not there. */
static bool is_table(const struct head *head)
{
	return head->length >= sizeof(struct acpi_header);
}

/* Look at the header of the table at @pa and enter it. */
static void add_table(struct plat_view *view, plat_pa_t pa)
{
	struct entry *e = &tables[nr_tables];

	if (!plat_view_read(view, pa, &e->head, sizeof(e->head))) {
		plat_warn("acpi: cannot reach a table at %#jx", pa.v);
		return;
	}
	e->pa = pa;
	e->state = UNVERIFIED;
	nr_tables++;
	if (!is_table(&e->head))
		refuse(e, too_short);
}

/* Enter the @nr tables whose addresses, of @size bytes, are at @at. */
static void add_tables(struct plat_view *view, const uint8_t *at,
		       uint32_t nr, uint32_t size)
{
	if (nr > PLAT_ACPI_TABLES_MAX) {
		plat_warn("acpi: %u tables: only %u are looked at", nr,
			  PLAT_ACPI_TABLES_MAX);
		nr = PLAT_ACPI_TABLES_MAX;
	}
	/* All of them first: the view may then move from the root. */
	for (uint32_t i = 0; i < nr; i++, at += size) {
		uint32_t low, high = 0;

		plat_snapshot(&low, at, sizeof(low));
		if (size > sizeof(low))
			plat_snapshot(&high, at + sizeof(low), sizeof(high));
		tables[i].pa = plat_pa((uint64_t)high << 32 | low);
	}
	for (uint32_t i = 0; i < nr; i++) {
		if (tables[i].pa.v)
			add_table(view, tables[i].pa);
	}
}

/* Read the root table at @pa, which lists addresses of @size bytes. */
static bool read_root(struct plat_view *view, plat_pa_t pa,
		      uint32_t signature, uint32_t size)
{
	const uint8_t *root = NULL;
	struct head head;

	if (!pa.v)
		return false;
	if (plat_view_read(view, pa, &head, sizeof(head)) &&
	    head.signature == signature && is_table(&head) &&
	    head.length <= PLAT_ACPI_TABLE_BYTES)
		root = plat_view_at(view, pa, head.length);
	if (!root || plat_sum_bytes(root, head.length) != 0) {
		plat_warn("acpi: no sound %s at %#jx",
			  signature == XSDT ? "XSDT" : "RSDT", pa.v);
		return false;
	}
	head.length -= (uint32_t)sizeof(struct acpi_header);
	add_tables(view, root + sizeof(struct acpi_header),
		   head.length / size, size);
	return true;
}

static int read_all(struct plat_view *view, plat_pa_t pa)
{
	struct acpi_rsdp rsdp;
	int status = read_rsdp(view, pa, &rsdp);

	if (status ||
	    read_root(view, plat_pa(rsdp.xsdt_pa), XSDT, sizeof(uint64_t)) ||
	    read_root(view, plat_pa(rsdp.rsdt_pa), RSDT, sizeof(uint32_t)))
		return status;
	plat_warn("acpi: the RSDP leads to no root table");
	return -PLAT_EPROTO;
}

int plat_acpi_init(plat_pa_t pa)
{
	struct plat_view view = PLAT_VIEW_INIT;
	int status = -PLAT_ENOENT;

	nr_tables = 0;
	if (pa.v)
		status = read_all(&view, pa);
	plat_view_close(&view);
	return status;
}

static struct entry *find(uint32_t signature, unsigned int instance)
{
	for (struct entry *e = tables; e < &tables[nr_tables]; e++) {
		if (e->head.signature == signature && is_table(&e->head) &&
		    instance-- == 0)
			return e;
	}
	return NULL;
}

bool plat_acpi_find(uint32_t signature, unsigned int instance,
		    struct plat_pa_range *range)
{
	const struct entry *e = find(signature, instance);

	if (e)
		*range = (struct plat_pa_range){e->pa, e->head.length};
	return e != NULL;
}

static bool verify(struct entry *e, const void *bytes)
{
	if (e->state == UNVERIFIED) {
		e->state = plat_sum_bytes(bytes, e->head.length) ? BAD : GOOD;
		if (e->state == BAD)
			refuse(e, "its checksum is wrong");
	}
	return e->state == GOOD;
}

static int map_entry(struct entry *e, struct plat_acpi_table *table)
{
	const void *bytes = NULL;

	if (e->head.length <= PLAT_ACPI_TABLE_BYTES)
		bytes = plat_early_map(e->pa, e->head.length, PLAT_MT_WB);
	if (!bytes) {
		refuse(e, "it cannot be mapped");
		return -PLAT_ERANGE;
	}
	*table = (struct plat_acpi_table){bytes, e->head.length};
	if (verify(e, bytes))
		return 0;
	plat_acpi_unmap(table);
	return -PLAT_EPROTO;
}

int plat_acpi_map(uint32_t signature, unsigned int instance, uint32_t least,
		  struct plat_acpi_table *table)
{
	struct entry *e = find(signature, instance);

	if (!e)
		return -PLAT_ENOENT;
	if (e->head.length >= least)
		return map_entry(e, table);
	refuse(e, too_short);
	return -PLAT_EPROTO;
}

void plat_acpi_unmap(const struct plat_acpi_table *table)
{
	plat_early_unmap(table->bytes, table->length);
}

bool plat_acpi_read(const struct plat_acpi_table *table, uint32_t offset,
		    void *dst, uint32_t size)
{
	if (!plat_range_below(offset, size, table->length))
		return false;
	plat_snapshot(dst, (const uint8_t *)table->bytes + offset, size);
	return true;
}

int plat_acpi_copy(uint32_t signature, void *dst, uint32_t size,
		   uint32_t least)
{
	struct plat_acpi_table table;
	int status = plat_acpi_map(signature, 0, least, &table);

	if (status)
		return status;
	memset(dst, 0, size);
	plat_snapshot(dst, table.bytes, plat_min_u64(table.length, size));
	plat_acpi_unmap(&table);
	return 0;
}
