/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: event channels: what the two ABIs, 2-level and FIFO, do with ports, and
 * who has the ports. Both ABIs are memory that Xen writes: nothing in it is
 * believed, and no walk of it is longer than the ports that there can be.
 */
#ifndef COMMON_XEN_PORT_H
#define COMMON_XEN_PORT_H

#include <plat/types.h>

#include "common/xen/public.h"

/* Whose a port is that is pending. */
enum plat_xen_whose {
	PLAT_XEN_MINE,   /* this lcpu serves it */
	PLAT_XEN_OTHERS, /* another lcpu does: it stays pending */
	PLAT_XEN_NOBODYS,
};

/* event.c */

/** Whose @port is, which may be any number. Context: an upcall. */
enum plat_xen_whose plat_xen_port_whose(uint32_t port);

/**
 * Call who has @port, unless it has been closed in the meantime.
 *
 * Requires: plat_xen_port_whose() has said PLAT_XEN_MINE in this upcall.
 */
void plat_xen_port_serve(uint32_t port);

/** Have Xen raise @port, which is pending, for the lcpu whose it is. */
void plat_xen_port_forward(uint32_t port);

/** Xen has done what it must not: said once, with a number. */
void plat_xen_port_complain(const char *what, uint32_t number);

/* How often one upcall looks again at what came while it was served. */
#define PLAT_XEN_MOST_ROUNDS 64u

/* One ABI. @shared is shared info, or NULL for FIFO. */
struct plat_xen_event_abi {
	uint32_t nr_ports; /* that there can be */

	/** Mask @port. Returns: whether it was before. */
	bool (*mask)(uint32_t port);

	/** Unmask it. Returns: whether it is pending: it is masked still, and
	 * Xen has to unmask it (EVTCHNOP_unmask), and raises it again. */
	bool (*unmask)(uint32_t port);
};

/* level2.c: the ABI over the page at @shared, where all is masked at first. */
extern const struct plat_xen_event_abi plat_xen_level2;
void plat_xen_level2_init(struct shared_info *shared);

/**
 * Serve what is pending on the lcpu whose record is @info, for a bounded time.
 *
 * Context: its upcall, interrupts off.
 * Returns: whether there may be more, of which Xen will not tell again.
 */
bool plat_xen_level2_scan(struct vcpu_info *info);

/* fifo.c */
extern const struct plat_xen_event_abi plat_xen_fifo;

#define PLAT_XEN_FIFO_PER_PAGE (PLAT_PAGE_SIZE / sizeof(event_word_t))
#define PLAT_XEN_FIFO_MOST_PAGES                                           \
	(EVTCHN_FIFO_NR_CHANNELS / PLAT_XEN_FIFO_PER_PAGE)

/** How many ports have a word. */
uint32_t plat_xen_fifo_nr_words(void);

/** Mask all of the next page of words, before Xen has it. */
void plat_xen_fifo_prepare(event_word_t *page);

/** Xen has it. */
void plat_xen_fifo_add(event_word_t *page);

/** The word of @port, which Xen writes, too. Returns: NULL: there is none. */
event_word_t *plat_xen_fifo_word(uint32_t port);

/* An lcpu's queues. */
struct plat_xen_fifo_queues {
	struct evtchn_fifo_control_block control; /* Xen's, and ours */
	uint32_t heads[EVTCHN_FIFO_MAX_QUEUES];   /* 0: Xen's head is next */
};

/** As plat_xen_level2_scan(). */
bool plat_xen_fifo_scan(struct vcpu_info *info,
			struct plat_xen_fifo_queues *queues);

#endif /* COMMON_XEN_PORT_H */
