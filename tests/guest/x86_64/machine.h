/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: what tests know of the machines that they run on.
 */
#ifndef TESTS_GUEST_MACHINE_H
#define TESTS_GUEST_MACHINE_H

#include <stdbool.h>

/* Nothing on any of these machines is here; a device of each is there. */
#define NOWHERE_PA 0xd0000000ull
#define DEVICE_PA  0xfee00000ull

#define HAS_REAL_MODE true

#define MACHINE_MAY_REORDER_SEQ_CST false

#endif /* TESTS_GUEST_MACHINE_H */
