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
	TOO_SHORT, /* as if it were not there */
};

static struct entry {
	plat_pa_t pa;
	uint32_t signature;
	uint32_t length;
	enum state state;
} tables[PLAT_ACPI_TABLES_MAX];
static unsigned int nr_tables;

/* What is not printable becomes '?': no table is asked for by such a name. */
PLAT_COLD static const char *name_of(struct entry *e)
{
	uint8_t *c = (uint8_t *)&e->signature;

	for (unsigned int i = 0; i < sizeof(e->signature); i++) {
		if (c[i] < ' ' || c[i] > '~')
			c[i] = '?';
	}
	return (const char *)c;
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

/* Look at the header of the table at @pa and enter it. */
static void add_table(struct plat_view *view, plat_pa_t pa)
{
	struct entry *e = &tables[nr_tables];
	uint32_t head[2]; /* signature and length */

	if (!plat_view_read(view, pa, head, sizeof(head))) {
		plat_warn("acpi: cannot reach a table at %#jx", pa.v);
		return;
	}
	*e = (struct entry){pa, head[0], head[1], UNVERIFIED};
	nr_tables++;
	if (e->length < sizeof(struct acpi_header)) {
		e->state = TOO_SHORT;
		plat_warn("acpi: %.4s of %u bytes at %#jx is too short",
			  name_of(e), e->length, pa.v);
	}
}

static void add_tables(struct plat_view *view, const uint8_t *at,
		       uint32_t nr, uint32_t size)
{
	uint64_t pa = 0;

	if (nr > PLAT_ACPI_TABLES_MAX) {
		plat_warn("acpi: %u tables: only %u are looked at", nr,
			  PLAT_ACPI_TABLES_MAX);
		nr = PLAT_ACPI_TABLES_MAX;
	}
	/* All of them first: the view may then move from the root. */
	for (uint32_t i = 0; i < nr; i++, at += size) {
		/* Little endian: a short one fills the lower half. */
		if (size == sizeof(uint32_t))
			plat_snapshot(&pa, at, sizeof(uint32_t));
		else
			plat_snapshot(&pa, at, sizeof(pa));
		tables[i].pa = plat_pa(pa);
	}
	for (uint32_t i = 0; i < nr; i++) {
		if (tables[i].pa.v)
			add_table(view, tables[i].pa);
	}
}

/* Map the root table, which lists addresses of @size bytes, at @pa. */
static const uint8_t *map_root(struct plat_view *view, plat_pa_t pa,
			       uint32_t signature, uint32_t *length)
{
	uint32_t head[2];
	const uint8_t *root;

	if (!plat_view_read(view, pa, head, sizeof(head)) ||
	    head[0] != signature || head[1] < sizeof(struct acpi_header) ||
	    head[1] > PLAT_ACPI_TABLE_BYTES)
		return NULL;
	root = plat_view_at(view, pa, head[1]);
	if (!root || plat_sum_bytes(root, head[1]) != 0)
		return NULL;
	*length = head[1];
	return root;
}

static int read_root(struct plat_view *view, plat_pa_t pa, uint32_t signature,
		     uint32_t size)
{
	uint32_t length;
	const uint8_t *root;

	if (pa.v == 0)
		return -PLAT_ENOENT;
	root = map_root(view, pa, signature, &length);
	if (root) {
		length -= (uint32_t)sizeof(struct acpi_header);
		add_tables(view, root + sizeof(struct acpi_header),
			   length / size, size);
	} else {
		plat_warn("acpi: no sound %s at %#jx",
			  signature == XSDT ? "XSDT" : "RSDT", pa.v);
	}
	return root ? 0 : -PLAT_EPROTO;
}

int plat_acpi_init(plat_pa_t pa)
{
	struct plat_view view = PLAT_VIEW_INIT;
	struct acpi_rsdp rsdp;
	int status;

	nr_tables = 0;
	if (pa.v == 0)
		return -PLAT_ENOENT;
	status = read_rsdp(&view, pa, &rsdp);
	if (!status) {
		status = read_root(&view, plat_pa(rsdp.xsdt_pa), XSDT,
				   sizeof(uint64_t));
		if (status)
			status = read_root(&view, plat_pa(rsdp.rsdt_pa), RSDT,
					   sizeof(uint32_t));
		if (status) {
			plat_warn("acpi: the RSDP leads to no root table");
			status = -PLAT_EPROTO;
		}
	}
	plat_view_close(&view);
	return status;
}

static struct entry *find(uint32_t signature, unsigned int instance)
{
	for (unsigned int i = 0; i < nr_tables; i++) {
		if (tables[i].signature == signature &&
		    tables[i].state != TOO_SHORT && instance-- == 0)
			return &tables[i];
	}
	return NULL;
}

bool plat_acpi_find(uint32_t signature, unsigned int instance,
		    struct plat_pa_range *range)
{
	const struct entry *e = find(signature, instance);

	if (e)
		*range = (struct plat_pa_range){e->pa, e->length};
	return e != NULL;
}

static int verify(struct entry *e, const void *bytes)
{
	if (e->state == UNVERIFIED) {
		e->state = plat_sum_bytes(bytes, e->length) ? BAD : GOOD;
		if (e->state == BAD)
			plat_warn("acpi: %.4s's checksum is wrong: it is "
				  "ignored", name_of(e));
	}
	return e->state == GOOD ? 0 : -PLAT_EPROTO;
}

static int map_entry(struct entry *e, struct plat_acpi_table *table)
{
	const void *bytes = NULL;
	int status;

	if (e->length <= PLAT_ACPI_TABLE_BYTES)
		bytes = plat_early_map(e->pa, e->length, PLAT_MT_WB);
	if (!bytes) {
		plat_warn("acpi: cannot map %.4s of %u bytes",
			  name_of(e), e->length);
		return -PLAT_ERANGE;
	}
	*table = (struct plat_acpi_table){bytes, e->length};
	status = verify(e, bytes);
	if (status)
		plat_acpi_unmap(table);
	return status;
}

int plat_acpi_map(uint32_t signature, unsigned int instance,
		  struct plat_acpi_table *table)
{
	struct entry *e = find(signature, instance);

	return e ? map_entry(e, table) : -PLAT_ENOENT;
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

int plat_acpi_copy(uint32_t signature, const char *name, void *dst,
		   uint32_t size, uint32_t least)
{
	struct plat_acpi_table table;
	int status = plat_acpi_map(signature, 0, &table);

	if (status)
		return status;
	memset(dst, 0, size);
	if (table.length >= least) {
		plat_snapshot(dst, table.bytes,
			      plat_min_u64(table.length, size));
	} else {
		plat_warn("acpi: %s of %u bytes is too short", name,
			  table.length);
		status = -PLAT_EPROTO;
	}
	plat_acpi_unmap(&table);
	return status;
}
