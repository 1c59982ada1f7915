/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A line of a device that a test can raise.
 */
#ifndef TESTS_GUEST_LINE_H
#define TESTS_GUEST_LINE_H

#include <plat/irq.h>

struct line {
	/** The handler is called on the lcpu that asks. */
	int (*request)(plat_irq_handler_t handler);
	void (*raise)(void);
};

/** What a domain of Xen's has in its place: a port. NULL: this is none. */
const struct line *line_of_xen(void);

#endif /* TESTS_GUEST_LINE_H */
