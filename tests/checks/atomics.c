/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Each atomic operation, each lock, each barrier for devices, and what is as
 * careful, alone in a function of its name: atomics.py reads what the compiler
 * makes of it.
 */
#include <plat/arch/io.h>
#include <plat/atomic.h>
#include <plat/frame.h>
#include <plat/lock.h>

#define LOAD(order, bits)                                                  \
	uint##bits##_t load_##order##_##bits(const uint##bits##_t *p);     \
	uint##bits##_t load_##order##_##bits(const uint##bits##_t *p)      \
	{                                                                  \
		return plat_atomic_load_##order(p);                        \
	}

#define STORE(order, bits)                                                 \
	void store_##order##_##bits(uint##bits##_t *p, uint##bits##_t v);  \
	void store_##order##_##bits(uint##bits##_t *p, uint##bits##_t v)   \
	{                                                                  \
		plat_atomic_store_##order(p, v);                           \
	}

#define CHANGE(how, order, bits)                                           \
	uint##bits##_t how##_##order##_##bits(uint##bits##_t *p,           \
					      uint##bits##_t v);           \
	uint##bits##_t how##_##order##_##bits(uint##bits##_t *p,           \
					      uint##bits##_t v)            \
	{                                                                  \
		return plat_atomic_##how##_##order(p, v);                  \
	}

#define CAS(order, bits)                                                   \
	uint##bits##_t cas_##order##_##bits(                               \
	    uint##bits##_t *p, uint##bits##_t old, uint##bits##_t v);      \
	uint##bits##_t cas_##order##_##bits(                               \
	    uint##bits##_t *p, uint##bits##_t old, uint##bits##_t v)       \
	{                                                                  \
		return plat_atomic_cas_##order(p, old, v);                 \
	}

#define FENCE(order)                                                       \
	void fence_##order(void);                                          \
	void fence_##order(void)                                           \
	{                                                                  \
		plat_atomic_fence_##order();                               \
	}

#define CHANGES(order, bits)                                               \
	CHANGE(exchange, order, bits)                                      \
	CHANGE(add, order, bits)                                           \
	CHANGE(sub, order, bits)                                           \
	CHANGE(or, order, bits)                                            \
	CHANGE(and, order, bits)                                           \
	CAS(order, bits)

#define ALL(bits)                                                          \
	LOAD(relaxed, bits)                                                \
	LOAD(acquire, bits)                                                \
	LOAD(seq_cst, bits)                                                \
	STORE(relaxed, bits)                                               \
	STORE(release, bits)                                               \
	STORE(seq_cst, bits)                                               \
	CHANGES(relaxed, bits)                                             \
	CHANGES(acquire, bits)                                             \
	CHANGES(release, bits)                                             \
	CHANGES(acq_rel, bits)                                             \
	CHANGES(seq_cst, bits)

ALL(8)
ALL(16)
ALL(32)
ALL(64)
FENCE(acquire)
FENCE(release)
FENCE(seq_cst)

void spin_lock(struct plat_spinlock *lock);
void spin_lock(struct plat_spinlock *lock)
{
	plat_spin_lock(lock);
}

bool spin_try_lock(struct plat_spinlock *lock);
bool spin_try_lock(struct plat_spinlock *lock)
{
	return plat_spin_try_lock(lock);
}

void spin_unlock(struct plat_spinlock *lock);
void spin_unlock(struct plat_spinlock *lock)
{
	plat_spin_unlock(lock);
}

int frame_alloc(plat_pa_t *pa);
int frame_alloc(plat_pa_t *pa)
{
	return plat_frame_alloc(0, PLAT_FRAME_ANY, pa);
}

int frame_free(plat_pa_t pa);
int frame_free(plat_pa_t pa)
{
	return plat_frame_free(pa, 0);
}

/* What compilers would make one access of: a barrier keeps both apart. */
#define STORES(barrier)                                                    \
	void barrier##_stores(uint32_t *p);                                \
	void barrier##_stores(uint32_t *p)                                 \
	{                                                                  \
		*p = 1;                                                    \
		plat_##barrier();                                          \
		*p = 2;                                                    \
	}

#define LOADS(barrier)                                                     \
	uint32_t barrier##_loads(const uint32_t *p);                       \
	uint32_t barrier##_loads(const uint32_t *p)                        \
	{                                                                  \
		uint32_t first = *p;                                       \
                                                                           \
		plat_##barrier();                                          \
		return first - *p;                                         \
	}

STORES(io_mb)
STORES(io_wmb)
STORES(dma_wmb)
LOADS(io_mb)
LOADS(io_rmb)
LOADS(dma_rmb)
