/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: accesses to device registers: one load or store each, of one register
 * and without write-back, which a hypervisor can decode from the syndrome (Arm
 * DDI 0487 D19.2.40, ISV). The order of accesses to one device is kept;
 * towards memory it is not.
 */
#ifndef PLAT_ARCH_IO_H
#define PLAT_ARCH_IO_H

#include <stdint.h>

static inline uint8_t plat_mmio_read8(const volatile void *reg)
{
	uint8_t value;

	__asm__ volatile("ldrb %w0, [%1]" : "=r"(value) : "r"(reg) : "memory");
	return value;
}

static inline uint16_t plat_mmio_read16(const volatile void *reg)
{
	uint16_t value;

	__asm__ volatile("ldrh %w0, [%1]" : "=r"(value) : "r"(reg) : "memory");
	return value;
}

static inline uint32_t plat_mmio_read32(const volatile void *reg)
{
	uint32_t value;

	__asm__ volatile("ldr %w0, [%1]" : "=r"(value) : "r"(reg) : "memory");
	return value;
}

static inline uint64_t plat_mmio_read64(const volatile void *reg)
{
	uint64_t value;

	__asm__ volatile("ldr %x0, [%1]" : "=r"(value) : "r"(reg) : "memory");
	return value;
}

static inline void plat_mmio_write8(volatile void *reg, uint8_t value)
{
	__asm__ volatile("strb %w0, [%1]" : : "r"(value), "r"(reg) : "memory");
}

static inline void plat_mmio_write16(volatile void *reg, uint16_t value)
{
	__asm__ volatile("strh %w0, [%1]" : : "r"(value), "r"(reg) : "memory");
}

static inline void plat_mmio_write32(volatile void *reg, uint32_t value)
{
	__asm__ volatile("str %w0, [%1]" : : "r"(value), "r"(reg) : "memory");
}

static inline void plat_mmio_write64(volatile void *reg, uint64_t value)
{
	__asm__ volatile("str %x0, [%1]" : : "r"(value), "r"(reg) : "memory");
}

/*
 * Order between memory and devices, and between devices: accesses before it
 * are complete, or seen by the device, before those after it. (Between lcpus:
 * <plat/atomic.h>.)
 *
 *   plat_io_mb    all before, all after
 *   plat_io_rmb   loads before, loads after: a device's "done" is read before
 *                 the data that it has written
 *   plat_io_wmb   stores before, stores after: data is there before the
 *                 device is told to fetch it
 *   plat_dma_rmb, plat_dma_wmb
 *                 the same for memory alone that a device reads and writes,
 *                 as other CPUs do: cheaper
 *
 * Arm DDI 0487 B2.3.12: a DSB waits for the accesses; a DMB orders them, which
 * is enough where no device's register is among them.
 */
static inline void plat_io_mb(void)
{
	__asm__ volatile("dsb sy" : : : "memory");
}

static inline void plat_io_rmb(void)
{
	__asm__ volatile("dsb ld" : : : "memory");
}

static inline void plat_io_wmb(void)
{
	__asm__ volatile("dsb st" : : : "memory");
}

static inline void plat_dma_rmb(void)
{
	__asm__ volatile("dmb oshld" : : : "memory");
}

static inline void plat_dma_wmb(void)
{
	__asm__ volatile("dmb oshst" : : : "memory");
}

#endif /* PLAT_ARCH_IO_H */
