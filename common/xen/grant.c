/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: grants: the table's frames, which Xen has, and this domain maps.
 */
#include "common/xen/grant.h"

#include <plat/atomic.h>
#include <plat/cmdline.h>
#include <plat/errno.h>
#include <plat/foreign.h>
#include <plat/log.h>
#include <plat/string.h>
#include <plat/xen/hypercall.h>

#include "common/xen/shared.h"
#include "common/xen/xen.h"

/* Entries of version 2 whose status words fill a page. */
#define STATUS_PER_PAGE (PLAT_PAGE_SIZE / sizeof(uint16_t))

static struct plat_xen_grant_table table;
static struct plat_spinlock lock;
static int status = -PLAT_ENOSYS; /* lock; atomic */
static uint32_t wanted = 1;

static int set_version(const char *value)
{
	if (strcmp(value, "1") != 0 && strcmp(value, "2") != 0)
		return -PLAT_EINVAL;
	wanted = (uint32_t)(value[0] - '0');
	return 0;
}

/* The first unless something else is said: it is smaller, and every Xen has
 * it. */
PLAT_PARAM("grants", set_version);

static int op(unsigned int command, void *arg)
{
	return plat_xen_error(
	    plat_xen_hypercall(__HYPERVISOR_grant_table_op, command,
			       (uintptr_t)arg, 1, 0, 0));
}

static int map(uint64_t index, void **page)
{
	plat_pa_t frame;
	int err = plat_foreign_alloc(1, &frame);

	if (err)
		return err;
	err = plat_xen_put_frame(XENMAPSPACE_grant_table, index, frame);
	if (!err)
		err = plat_foreign_map(1, frame, page);
	if (err)
		(void)!plat_foreign_free(1, frame);
	return err;
}

static int add_status(struct plat_xen_grant_table *t, uint32_t index)
{
	uint32_t frames = (uint32_t)(STATUS_PER_PAGE / t->per_frame);
	uint32_t page = index / frames;
	void *mapped;
	int err;

	if (index % frames) {
		t->status[index] = t->status[index - 1] + t->per_frame;
		return 0;
	}
	err = map(page | XENMAPIDX_grant_table_status, &mapped);
	if (!err)
		t->status[index] = mapped;
	return err;
}

static int add(struct plat_xen_grant_table *t, uint32_t index)
{
	int err = 0;

	/* Xen grows the table as its frames are asked for, its status frames
	 * after it. */
	if (!t->frames[index])
		err = map(index, &t->frames[index]);
	if (!err && t->version == 2)
		err = add_status(t, index);
	if (err)
		plat_warn("grants: frame %u: %s", index, plat_errno_name(err));
	return err ? -PLAT_ENOMEM : 0;
}

static int set_up(void)
{
	struct gnttab_set_version version = {.version = wanted};
	struct gnttab_query_size size = {.dom = DOMID_SELF};
	int err;

	if (!plat_xen_present())
		return -PLAT_ENOTSUP;
	err = op(GNTTABOP_query_size, &size);
	if (err || size.status != GNTST_okay)
		return -PLAT_ENOTSUP;
	/* A Xen that has only the first knows no other. */
	if (op(GNTTABOP_set_version, &version) || version.version != wanted)
		version.version = 1;
	table.add = add;
	plat_xen_grant_init(&table, version.version, size.max_nr_frames);
	plat_info("grants: version %u, up to %u frames", table.version,
		  table.most_frames);
	return 0;
}

static int ready(void)
{
	int err = plat_atomic_load_acquire(&status);

	if (plat_likely(!err))
		return 0;
	plat_spin_lock(&lock);
	if (status == -PLAT_ENOSYS)
		plat_atomic_store_release(&status, set_up());
	err = status;
	plat_spin_unlock(&lock);
	return err;
}

int plat_xen_grant(uint16_t remote, plat_pa_t frame, unsigned int flags,
		   plat_xen_grant_t *grant)
{
	int err = plat_is_aligned(frame.v, PLAT_PAGE_SIZE) ? ready()
							    : -PLAT_EINVAL;

	if (err)
		return err;
	return plat_xen_grant_give(&table, remote, plat_xen_gfn(frame).v,
				   flags, &grant->v);
}

int plat_xen_grant_end(plat_xen_grant_t grant)
{
	if (plat_atomic_load_acquire(&status))
		return -PLAT_ENOENT;
	return plat_xen_grant_take(&table, grant.v);
}

bool plat_xen_grant_in_use(plat_xen_grant_t grant)
{
	return !plat_atomic_load_acquire(&status) &&
	       plat_xen_grant_is_used(&table, grant.v);
}

uint32_t plat_xen_grants(void)
{
	return plat_atomic_load_relaxed(&table.nr_given);
}
