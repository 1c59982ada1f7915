/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The Intel MP table: CPUs, I/O APICs and the ISA bus's interrupts on a PC
 * without ACPI.
 */
#ifndef PLAT_MPTABLE_H
#define PLAT_MPTABLE_H

#include <plat/topology.h>

/**
 * Search for an MP table and tell @sink what is in it.
 *
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_ENOENT: there is none; -PLAT_EPROTO: it is malformed;
 *          -PLAT_ENOTSUP: it names a machine that Plinth does not know
 *          (82489DX or MCA). Where it is not 0, @sink was told nothing.
 * Source:  MultiProcessor Specification 1.4, chapters 4 and 5.
 */
PLAT_MUST_CHECK
int plat_mptable_parse(const struct plat_topology_sink *sink, void *ctx);

#endif /* PLAT_MPTABLE_H */
