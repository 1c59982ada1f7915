/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what tests know of the machines that they run on.
 */
#ifndef TESTS_GUEST_MACHINE_H
#define TESTS_GUEST_MACHINE_H

#include <stdbool.h>

/* Nothing on QEMU's virt is between the platform bus and PCI; the UART. */
#define NOWHERE_PA 0x0f000000ull
#define DEVICE_PA  0x09000000ull

#define HAS_REAL_MODE false

#define MACHINE_MAY_REORDER_SEQ_CST true /* litmus.c says why */

#endif /* TESTS_GUEST_MACHINE_H */
