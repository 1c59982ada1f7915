/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page faults: who may serve one before the guest dies of it. An image without
 * servers has nothing of this: there, each fault is the end at once.
 */
#ifndef PLAT_FAULT_H
#define PLAT_FAULT_H

#include <plat/attr.h>
#include <plat/compiler.h>
#include <plat/types.h>

/* A fault that a page's being absent or protected has caused. */
struct plat_fault {
	plat_va_t va;
	plat_attr_t access; /* PLAT_ATTR_R, _W or _X: what was tried */
	bool is_user;
	bool is_present;    /* a page is there: it does not allow it */
	bool irqs_on;       /* where it happened */
};

struct plat_fault_server {
	/**
	 * Make the access possible.
	 *
	 * @why:    of @size bytes, empty: what the report of the crash says
	 *          after the address, where it cannot be made possible.
	 * Context: the exception, interrupts off, on a stack of 8 KiB. It does
	 *          not sleep, and has no fault itself: that is the end. Where
	 *          !irqs_on, locks may be held that are never released.
	 * Returns: 0: the access is tried again; -PLAT_ENOENT: not this one's;
	 *          any other status: nobody else is asked.
	 */
	int (*serve)(const struct plat_fault *fault, char *why, size_t size);

	void (*entry)(void *frame); /* filled in; what leads here */
};

/* Who is asked first. */
enum plat_fault_turn {
	PLAT_FAULT_TURN_pages,  /* who keeps books of pages that are there */
	PLAT_FAULT_TURN_ranges, /* vmem */
	PLAT_FAULT_TURN_guest,  /* all else */
};

/*
 * Have faults served. The linker script has the turns' names, too.
 *
 *	PLAT_FAULT_SERVER(guest, name, function);
 */
#define PLAT_FAULT_SERVER(at, name, function)                              \
	_Static_assert(PLAT_FAULT_TURN_##at >= 0, "");                     \
	extern const struct plat_fault_server plat_fault_server_##name;    \
	PLAT_USED PLAT_SECTION(".plat_fault_servers." #at)                 \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_fault_server plat_fault_server_##name = {        \
		.serve = (function), .entry = plat_fault_entry}

/* Where exceptions go in an image that has servers; private. */
void plat_fault_entry(void *frame);

#endif /* PLAT_FAULT_H */
