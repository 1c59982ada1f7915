/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the host sees: in a realm the monitor for tests tells, which plays the
 * host (docs/realm-monitor.md).
 */
#ifndef TESTS_GUEST_HOST_ISA_H
#define TESTS_GUEST_HOST_ISA_H

#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/smccc.h>
#include <plat/string.h>

#define RSI_HOST_CALL 0xc4000199u
#define HOST_READ     0x7005u
#define HOST_WRITE    0x7006u

struct host_call {
	uint32_t number;
	uint32_t reserved;
	uint64_t values[31];
};

static inline bool host_is_another(void)
{
	return plat_frontend()->is_confidential;
}

static inline uint64_t host_call(uint32_t number, uint64_t a, uint64_t b)
{
	static PLAT_ALIGNED(256) struct host_call call;
	struct plat_smccc_regs regs = {{RSI_HOST_CALL,
					plat_image_pa(&call).v}};

	call = (struct host_call){.number = number, .values = {0, a, b}};
	plat_smccc_smc(&regs);
	return call.values[0];
}

/* The eight bytes at a device's address, as the host sees them. */
static inline uint64_t host_read(uint64_t device)
{
	if (host_is_another())
		return host_call(HOST_READ, device, 0);
	return *(const volatile uint64_t *)plat_direct_map(plat_pa(device));
}

static inline void host_write(uint64_t device, uint64_t value)
{
	if (host_is_another())
		(void)host_call(HOST_WRITE, device, value);
	else
		*(volatile uint64_t *)plat_direct_map(plat_pa(device)) = value;
}

#endif /* TESTS_GUEST_HOST_ISA_H */
