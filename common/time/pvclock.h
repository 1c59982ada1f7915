/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The paravirtual clock: the hypervisor writes, into memory of the guest, how
 * the time-stamp counter becomes nanoseconds. The same structure for several
 * hypervisors. Linux Documentation/virt/kvm/x86/msr.rst,
 * MSR_KVM_SYSTEM_TIME_NEW.
 */
#ifndef COMMON_TIME_PVCLOCK_H
#define COMMON_TIME_PVCLOCK_H

#include <plat/types.h>

struct plat_pvclock_abi {
	uint32_t version; /* odd: being written */
	uint32_t pad0;
	uint64_t tsc_timestamp;
	uint64_t system_time;    /* ns at tsc_timestamp */
	uint32_t tsc_to_system_mul; /* a fraction of 2^32 */
	int8_t tsc_shift;        /* of the TSC difference, before that */
	uint8_t flags;
	uint8_t pad[2];
};

_Static_assert(sizeof(struct plat_pvclock_abi) == 32, "msr.rst");
_Static_assert(offsetof(struct plat_pvclock_abi, tsc_to_system_mul) == 24,
	       "msr.rst");
_Static_assert(offsetof(struct plat_pvclock_abi, tsc_shift) == 28, "msr.rst");

struct plat_pvclock_wall_abi {
	uint32_t version;
	uint32_t sec;
	uint32_t nsec;
};

_Static_assert(sizeof(struct plat_pvclock_wall_abi) == 12, "msr.rst");

/**
 * The time now.
 *
 * @clock: written by the host at any moment.
 * @tsc:   reads the counter.
 * Returns: 0; -PLAT_EAGAIN: the host kept on writing for 1,000 looks.
 */
PLAT_MUST_CHECK
int plat_pvclock_ns(const volatile struct plat_pvclock_abi *clock,
		    uint64_t (*tsc)(void), uint64_t *ns);

/**
 * The wall clock's time at system time 0.
 *
 * Returns: 0; -PLAT_EAGAIN: as above; -PLAT_ENOENT: the host wrote nothing.
 */
PLAT_MUST_CHECK
int plat_pvclock_wall_ns(const volatile struct plat_pvclock_wall_abi *wall,
			 uint64_t *ns);

#endif /* COMMON_TIME_PVCLOCK_H */
