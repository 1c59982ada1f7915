/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who has which port, in tests of the two ABIs of event channels.
 */
#ifndef TESTS_UNIT_XEN_PORTS_H
#define TESTS_UNIT_XEN_PORTS_H

#include "common/xen/port.h"

#define NR_NOTED 4096u

static enum plat_xen_whose whose[EVTCHN_FIFO_NR_CHANNELS];
static uint32_t noted[NR_NOTED], nr_noted, nr_complaints, nr_forwarded;

/* What happens while one is served; NULL: nothing. */
static void (*meanwhile)(uint32_t port);

enum plat_xen_whose plat_xen_port_whose(uint32_t port)
{
	assert_true(port < EVTCHN_FIFO_NR_CHANNELS);
	return whose[port];
}

void plat_xen_port_serve(uint32_t port)
{
	noted[nr_noted++ % NR_NOTED] = port;
	if (meanwhile)
		meanwhile(port);
}

void plat_xen_port_complain(const char *what, uint32_t number)
{
	(void)what;
	(void)number;
	nr_complaints++;
}

void plat_xen_port_forward(uint32_t port)
{
	assert_int_equal(whose[port], PLAT_XEN_OTHERS);
	nr_forwarded++;
}

static void forget_ports(void)
{
	for (uint32_t i = 0; i < EVTCHN_FIFO_NR_CHANNELS; i++)
		whose[i] = PLAT_XEN_NOBODYS;
	nr_noted = nr_complaints = nr_forwarded = 0;
	meanwhile = NULL;
}

static bool served(uint32_t nr, const uint32_t *ports)
{
	for (uint32_t i = 0; i < nr && i < nr_noted; i++)
		if (noted[i] != ports[i])
			return false;
	return nr == nr_noted;
}

#define SERVED(...)                                                        \
	served(sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t),       \
	       (uint32_t[]){__VA_ARGS__})

#endif /* TESTS_UNIT_XEN_PORTS_H */
