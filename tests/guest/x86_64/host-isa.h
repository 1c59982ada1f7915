/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the host sees: all memory.
 */
#ifndef TESTS_GUEST_HOST_ISA_H
#define TESTS_GUEST_HOST_ISA_H

#include <plat/layout.h>

static inline bool host_is_another(void)
{
	return false;
}

/* The eight bytes at a device's address, as the host sees them. */
static inline uint64_t host_read(uint64_t device)
{
	return *(const volatile uint64_t *)plat_direct_map(plat_pa(device));
}

static inline void host_write(uint64_t device, uint64_t value)
{
	*(volatile uint64_t *)plat_direct_map(plat_pa(device)) = value;
}

#endif /* TESTS_GUEST_HOST_ISA_H */
