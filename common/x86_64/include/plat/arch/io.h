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

#endif /* PLAT_ARCH_IO_H */
