/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the parts of a guest of Xen know of each other.
 */
#ifndef COMMON_XEN_XEN_H
#define COMMON_XEN_XEN_H

#include <plat/bootinfo.h>
#include <plat/frontend.h>
#include <plat/xen/hypercall.h>

#include "common/xen/frame.h"
#include "common/xen/public.h"

/**
 * Look for Xen, where the ISA shows it; hypercalls can be made afterwards.
 *
 * Context: before any stage.
 * Returns: whether it is there.
 */
bool plat_xen_find(void);

/**
 * The number that Xen has for the vCPU that asks; 0 where it does not say.
 *
 * Context: any.
 */
uint32_t plat_xen_vcpu_id(void);

/* What is another matter in a paravirtual domain. */
struct plat_xen_pv {
	plat_xen_gfn_t (*gfn)(plat_pa_t pa);
	int (*get_param)(uint32_t index, uint64_t *value);
	int (*put_frame)(unsigned int space, uint64_t index, plat_pa_t frame);
	/* Shared info is mapped: what the domain has to tell in it. */
	void (*tell)(struct shared_info *shared);
	/* The record of the lcpu that asks, which is registered. */
	struct vcpu_info *(*vcpu_info)(void);
	/* Have @upcall called when an event was raised on any lcpu. */
	void (*set_upcall)(void (*upcall)(void));
};

/* NULL: it is none. Set before any stage. */
extern const struct plat_xen_pv *plat_xen_pv;

/** What hypercalls call the frame at @pa, memory. Context: any. */
static inline plat_xen_gfn_t plat_xen_gfn(plat_pa_t pa)
{
	if (plat_xen_pv)
		return plat_xen_pv->gfn(pa);
	return (plat_xen_gfn_t){plat_xen_pfn(pa).v};
}

/* power.c: how a domain ends itself. */
extern const struct plat_power plat_xen_power;

/* clock.c, wall.c: time and wall clock as Xen tells them; as in struct
 * plat_frontend. */
extern struct plat_clock plat_xen_clock;
int plat_xen_wall_ns(uint64_t *ns);

/** How lcpus of a PVH domain are started; elsewhere, as natively. */
const struct plat_lcpu_ops *plat_xen_hvm_lcpu_ops(void);

/**
 * A record for each lcpu, of @each bytes, all 0: *@nr of them.
 *
 * Context: as plat_frame_alloc().
 * Returns: NULL: there is no memory.
 */
void *plat_xen_make_records(size_t each, uint32_t *nr);

/* What each further lcpu does when it comes up, its interrupts off; NULL:
 * nothing. Atomic. */
extern int (*plat_xen_lcpu_hook)(void);

/* What each that leaves does before, its interrupts off, so that what comes
 * from outside comes to lcpu 0; NULL: nothing. Atomic. */
extern void (*plat_xen_pass_on_hook)(void);

/**
 * The memory map as Xen has it, for start info that has none.
 *
 * Context: the protocol stage.
 * Returns: 0; -PLAT_ENOENT: Xen has none either; as
 *          plat_bootinfo_add_region().
 */
PLAT_MUST_CHECK int plat_xen_take_memory_map(struct plat_bootinfo *bi);

/* Xen's e820entry, which its headers have for the toolstack only. */
struct plat_xen_e820 {
	uint64_t start;
	uint64_t size;
	uint32_t type;
} PLAT_PACKED;

_Static_assert(sizeof(struct plat_xen_e820) == 20, "hvm/e820.h");

/** Take @nr entries. Returns: as plat_xen_take_memory_map(). */
PLAT_MUST_CHECK
int plat_xen_take_e820(struct plat_bootinfo *bi,
		       const struct plat_xen_e820 *entries, uint32_t nr);

/**
 * Where nothing is: frames for foreign pages, of @size bytes, the first above
 * what a 32-bit machine has that boot info has nothing at.
 *
 * @limit: the first address that cannot be one.
 * Returns: an empty range: there is no room.
 */
struct plat_pa_range plat_xen_find_hole(const struct plat_bootinfo *bi,
					uint64_t size, uint64_t limit);

#endif /* COMMON_XEN_XEN_H */
