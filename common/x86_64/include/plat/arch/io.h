/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: port I/O, and accesses to device registers in memory, one instruction
 * each.
 */
#ifndef PLAT_ARCH_IO_H
#define PLAT_ARCH_IO_H

#include <stdint.h>

static inline uint8_t plat_in8(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port) : "memory");
	return value;
}

static inline uint16_t plat_in16(uint16_t port)
{
	uint16_t value;

	__asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port) : "memory");
	return value;
}

static inline uint32_t plat_in32(uint16_t port)
{
	uint32_t value;

	__asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port) : "memory");
	return value;
}

static inline void plat_out8(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline void plat_out16(uint16_t port, uint16_t value)
{
	__asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline void plat_out32(uint16_t port, uint32_t value)
{
	__asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline uint8_t plat_mmio_read8(const volatile void *reg)
{
	return *(const volatile uint8_t *)reg;
}

static inline uint16_t plat_mmio_read16(const volatile void *reg)
{
	return *(const volatile uint16_t *)reg;
}

static inline uint32_t plat_mmio_read32(const volatile void *reg)
{
	return *(const volatile uint32_t *)reg;
}

static inline uint64_t plat_mmio_read64(const volatile void *reg)
{
	return *(const volatile uint64_t *)reg;
}

static inline void plat_mmio_write8(volatile void *reg, uint8_t value)
{
	*(volatile uint8_t *)reg = value;
}

static inline void plat_mmio_write16(volatile void *reg, uint16_t value)
{
	*(volatile uint16_t *)reg = value;
}

static inline void plat_mmio_write32(volatile void *reg, uint32_t value)
{
	*(volatile uint32_t *)reg = value;
}

static inline void plat_mmio_write64(volatile void *reg, uint64_t value)
{
	*(volatile uint64_t *)reg = value;
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
 * Intel SDM 3A 9.2: accesses of uncached memory are in order, and so are
 * loads, and stores, of write-back memory; write-combining stores are not.
 */
static inline void plat_io_mb(void)
{
	__asm__ volatile("mfence" : : : "memory");
}

static inline void plat_io_rmb(void)
{
	__asm__ volatile("lfence" : : : "memory");
}

static inline void plat_io_wmb(void)
{
	__asm__ volatile("sfence" : : : "memory");
}

static inline void plat_dma_rmb(void)
{
	__asm__ volatile("" : : : "memory");
}

static inline void plat_dma_wmb(void)
{
	__asm__ volatile("" : : : "memory");
}

#endif /* PLAT_ARCH_IO_H */
