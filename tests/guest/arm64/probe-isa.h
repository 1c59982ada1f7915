/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: there is nothing else to probe.
 */
#ifndef TESTS_GUEST_PROBE_ISA_H
#define TESTS_GUEST_PROBE_ISA_H

static void test_probe_isa(void)
{
}

#endif /* TESTS_GUEST_PROBE_ISA_H */
