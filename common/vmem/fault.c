/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a page fault in a range means.
 */
#include "common/vmem/vmem.h"

#include <plat/config.h>
#include <plat/errno.h>
#include <plat/log.h>

/* How often a lock is tried that may be this lcpu's own: as the guest dies
 * anyway, what is lost where it is another's is the range's name. */
#define DYING_TRIES 1000000u

#define NAME_BYTES 80

/* A fault, and a copy of the range that it is in. */
struct incident {
	const struct plat_fault *fault;
	struct plat_vmem *vmem;
	struct plat_vmem_range range;
	uint8_t held;        /* the highest rank of a lock that is; 0: none */
	char *why;
	size_t size;
};

static const char *kind_of(const struct plat_vmem_range *r)
{
	if (r->flags & (RANGE_GUARD_LOW | RANGE_GUARD_HIGH))
		return "stack";
	return r->attr ? "memory" : "guard or reserved range";
}

/* Why the guest dies: the range's name, and @reason. */
static int refuse(struct incident *in, const char *reason, int err)
{
	const struct plat_vmem_range *r = &in->range;

	plat_snprintf(in->why, in->size, "%s 0x%lx-0x%lx (%c%c%c%s): %s",
		      kind_of(r), (unsigned long)r->start,
		      (unsigned long)r->end, r->attr & PLAT_ATTR_R ? 'r' : '-',
		      r->attr & PLAT_ATTR_W ? 'w' : '-',
		      r->attr & PLAT_ATTR_X ? 'x' : '-',
		      r->attr & PLAT_ATTR_USER ? ", user's" : "", reason);
	return err;
}

static int refuse_status(struct incident *in, const char *who, int err)
{
	char reason[NAME_BYTES];

	plat_snprintf(reason, sizeof(reason), "%s: %s", who,
		      plat_errno_name(err));
	return refuse(in, reason, err);
}

static int refuse_lock(struct incident *in)
{
	char reason[NAME_BYTES];

	plat_snprintf(reason, sizeof(reason), "a lock of rank %u was held",
		      in->held);
	return refuse(in, reason, -PLAT_EBUSY);
}

static int refuse_guard(struct incident *in)
{
	return refuse(in,
		      in->fault->va.v < in->range.start
			      ? "stack overflow: the guard below it"
			      : "the guard above it",
		      -PLAT_EINVAL);
}

static bool allows(plat_attr_t attr, const struct plat_fault *fault)
{
	plat_attr_t wanted = fault->access;

	if (fault->is_user)
		wanted |= PLAT_ATTR_USER;
	else if ((wanted & PLAT_ATTR_X) && (attr & PLAT_ATTR_USER))
		return false;
	return (attr & wanted) == wanted;
}

/* The range allows what its page does not: it did not at that moment, or its
 * owner mapped the page. */
static int look_again(struct incident *in)
{
	struct plat_pt_mapping page;
	int err = plat_query(in->vmem->space, in->fault->va, &page);

	if (err == -PLAT_ENOENT || (!err && allows(page.attr, in->fault)))
		return 0;
	return refuse(in, "the page does not allow it", -PLAT_EINVAL);
}

static int serve_by_memory(struct incident *in)
{
	uint64_t end;
	int err;

	if (in->fault->is_present)
		return look_again(in);
	err = plat_vmem_provide(in->vmem, &in->range, in->fault->va.v, &end);
	/* Not there any more: the access, tried again, tells. */
	if (!err || err == -PLAT_ENOENT)
		return 0;
	return refuse_status(in, "no memory on demand", err);
}

static int serve_by_handler(struct incident *in)
{
	int err = in->range.handler(in->range.arg, in->fault);

	return err ? refuse_status(in, "its handler refuses", err) : 0;
}

static int judge(struct incident *in)
{
	const struct plat_vmem_range *r = &in->range;
	bool is_allowed = allows(r->attr, in->fault);

	if (in->fault->va.v < r->start || in->fault->va.v >= r->end)
		return refuse_guard(in);
	if (!is_allowed && !r->handler)
		return refuse(in,
			      r->attr ? "does not allow it"
				      : "nothing is mapped there",
			      -PLAT_EINVAL);
	if (in->held)
		return refuse_lock(in);
	if (!in->fault->irqs_on)
		return refuse(in, "interrupts were off", -PLAT_EBUSY);
	return is_allowed ? serve_by_memory(in) : serve_by_handler(in);
}

static uint8_t held_above(void)
{
	uint8_t held = PLAT_HAS(PLAT_DEBUG) ? plat_lock_highest() : 0;

	return held >= PLAT_RANK_VMEM_SETS ? held : 0;
}

int plat_vmem_fault(const struct plat_fault *fault, char *why, size_t size)
{
	struct incident in = {.fault = fault, .why = why, .size = size};
	const struct plat_vmem_range *r;

	in.held = held_above();
	in.vmem = plat_vmem_lock_at(
		fault->va.v, fault->irqs_on && !in.held ? 0 : DYING_TRIES);
	if (!in.vmem)
		return -PLAT_ENOENT;
	r = plat_vmem_find(in.vmem, fault->va.v);
	if (r)
		in.range = *r;
	plat_spin_unlock(&in.vmem->lock);
	if (r)
		return judge(&in);
	plat_snprintf(why, size, "no range is there");
	return -PLAT_EINVAL;
}
