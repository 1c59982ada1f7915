/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Device registers: a mapping in a window of their own (VA != PA), and
 * accesses of one instruction each, which a hypervisor can decode.
 */
#ifndef PLAT_MMIO_H
#define PLAT_MMIO_H

#include <plat/arch/io.h>
#include <plat/attr.h>
#include <plat/types.h>

/**
 * Map the registers at [pa, pa + size). The same request gives the same
 * mapping, counted; the frontend's address transform is applied here.
 *
 * @type:   PLAT_MT_DEVICE; PLAT_MT_WC for frame buffers and the like.
 * @out:    the address of the byte at @pa.
 * Context: from the memory stage on; not in an interrupt handler.
 * Returns: 0; -PLAT_EINVAL: size 0, the range wraps, or @type is write-back;
 *          -PLAT_EBUSY: part of it is mapped with another type;
 *          -PLAT_ERANGE: beyond the CPU's physical addresses; -PLAT_EEXIST:
 *          it is memory (an MRD says so), not a device; -PLAT_ENOMEM.
 */
PLAT_MUST_CHECK
int plat_mmio_map(plat_pa_t pa, uint64_t size, enum plat_memtype type,
		  volatile void **out);

/**
 * Give one mapping back; the last one unmaps.
 *
 * Returns: 0; -PLAT_EINVAL: not one that plat_mmio_map() returned.
 */
PLAT_MUST_CHECK int plat_mmio_unmap(volatile void *registers);

/* plat_mmio_read8(), _read16, _read32, _read64 and _write8 ... are the ISA's:
 *
 *	uint32_t plat_mmio_read32(const volatile void *reg);
 *	void plat_mmio_write32(volatile void *reg, uint32_t value);
 */

#endif /* PLAT_MMIO_H */
