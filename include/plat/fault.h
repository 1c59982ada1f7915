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
	void *frame;        /* private: the registers, where it goes on */
};

struct plat_fault_server {
	/**
	 * Make the access possible.
	 *
	 * @why:    of @size bytes, empty: what the report of the crash says
	 *          after the address, where it cannot be made possible.
	 * Context: the exception, interrupts off, on a stack of 8 KiB. It does
	 *          not sleep, and has no fault itself: that is the end, unless
	 *          who serves_servers helps. Where !irqs_on, locks may be held
	 *          that are never released.
	 * Returns: 0: the access is tried again; -PLAT_ENOENT: not this one's;
	 *          -PLAT_EAGAIN: its, but it would have to wait: a
	 *          PLAT_FAULT_THREAD_SERVER() can, if there is one;
	 *          any other status: nobody else is asked.
	 */
	int (*serve)(const struct plat_fault *fault, char *why, size_t size);

	void (*entry)(void *frame); /* filled in; what leads here */

	/* Asked, too, when a server has a fault: it takes no lock, and has
	 * none itself. */
	bool serves_servers;
};

/* Who is asked first. */
enum plat_fault_turn {
	PLAT_FAULT_TURN_pages,  /* who keeps books of pages that are there */
	PLAT_FAULT_TURN_ranges, /* vmem */
	PLAT_FAULT_TURN_guest,  /* all else */
	PLAT_FAULT_TURN_threads, /* who may wait: in the thread itself */
};

/*
 * Have faults served. The linker script has the turns' names, too.
 *
 *	PLAT_FAULT_SERVER(guest, name, function);
 */
#define PLAT_FAULT_SERVER(at, name, function)                              \
	PLAT_FAULT_SERVER_(at, name, function, false)

/* The same, of one that serves_servers. */
#define PLAT_FAULT_SERVER_OF_SERVERS(at, name, function)                   \
	PLAT_FAULT_SERVER_(at, name, function, true)

#define PLAT_FAULT_SERVER_(at, name, function, of_servers)                 \
	_Static_assert(PLAT_FAULT_TURN_##at >= 0, "");                     \
	extern const struct plat_fault_server plat_fault_server_##name;    \
	PLAT_USED PLAT_SECTION(".plat_fault_servers." #at)                 \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_fault_server plat_fault_server_##name = {        \
		.serve = (function), .entry = plat_fault_entry,            \
		.serves_servers = (of_servers)}

/* A server that may wait. */
struct plat_fault_thread_server {
	/**
	 * Make the access possible.
	 *
	 * Context: the thread whose access it is, on its own stack, interrupts
	 *          on, no lock held: all that a thread may call, sleep and
	 *          wait included; what the thread itself holds, a mutex say,
	 *          it holds still. May have faults itself.
	 * Returns: as struct plat_fault_server.
	 */
	int (*serve)(const struct plat_fault *fault, char *why, size_t size);

	const struct plat_fault_server *turn; /* filled in */
};

/*
 * Have faults served in the thread that has them, those that nobody else has
 * served, in no order. Refused, which is the end, are those of whom cannot
 * wait: where interrupts were off, a lock was held (a debug build knows), or
 * no thread runs.
 *
 *	PLAT_FAULT_THREAD_SERVER(name, function);
 */
#define PLAT_FAULT_THREAD_SERVER(name, function)                           \
	extern const struct plat_fault_thread_server                       \
		plat_fault_thread_server_##name;                           \
	PLAT_USED PLAT_SECTION(".plat_fault_thread_servers")               \
	PLAT_ALIGNED(8)                                                    \
	const struct plat_fault_thread_server                              \
		plat_fault_thread_server_##name = {                        \
			.serve = (function),                               \
			.turn = &plat_fault_server_threads}

extern const struct plat_fault_server plat_fault_server_threads; /* private */

/* Where exceptions go in an image that has servers; private. */
void plat_fault_entry(void *frame);

#endif /* PLAT_FAULT_H */
