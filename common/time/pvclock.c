/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/time/pvclock.h"

#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/snapshot.h>

#include "common/time/event.h"

#define MAX_LOOKS 1000

/* Copy @size bytes of a record that begins with its version, as the host
 * leaves it: an even version that is the same before and after. */
static int read_record(void *copy, const volatile uint32_t *record,
		       size_t size)
{
	for (int i = 0; i < MAX_LOOKS; i++) {
		uint32_t before = plat_atomic_load_acquire(record);

		plat_snapshot(copy, record, size);
		plat_atomic_fence_acquire();
		if (!(before & 1) &&
		    before == plat_atomic_load_relaxed(record))
			return 0;
		plat_cpu_relax();
	}
	return -PLAT_EAGAIN;
}

static uint64_t shifted(uint64_t value, int shift)
{
	if (shift <= -64 || shift >= 64)
		return 0;
	return shift < 0 ? value >> -shift : value << shift;
}

int plat_pvclock_ns(const volatile struct plat_pvclock_abi *clock,
		    uint64_t (*tsc)(void), uint64_t *ns)
{
	struct plat_pvclock_abi copy;
	int err = read_record(&copy, &clock->version, sizeof(copy));
	uint64_t passed, delta = 0;

	if (err)
		return err;
	/* Either may have gone across 2^64: a guest's counter begins anywhere. */
	passed = tsc() - copy.tsc_timestamp;
	if ((int64_t)passed > 0)
		delta = shifted(passed, copy.tsc_shift);
	*ns = copy.system_time +
	      (uint64_t)((unsigned __int128)delta * copy.tsc_to_system_mul >>
			 32);
	return 0;
}

int plat_pvclock_wall_ns(const volatile struct plat_pvclock_wall_abi *wall,
			 uint64_t *ns)
{
	struct plat_pvclock_wall_abi copy;
	int err = read_record(&copy, &wall->version, sizeof(copy));

	if (err)
		return err;
	if (copy.version == 0)
		return -PLAT_ENOENT;
	*ns = copy.sec * PLAT_NS_PER_S + copy.nsec;
	return 0;
}
