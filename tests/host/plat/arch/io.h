/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ports and registers of a machine that is not there: the test that uses them
 * brings what is behind them.
 */
#ifndef PLAT_ARCH_IO_H
#define PLAT_ARCH_IO_H

#include <stdint.h>

uint8_t plat_in8(uint16_t port);
void plat_out8(uint16_t port, uint8_t value);

uint8_t plat_mmio_read8(const volatile void *reg);
uint16_t plat_mmio_read16(const volatile void *reg);
uint32_t plat_mmio_read32(const volatile void *reg);
uint64_t plat_mmio_read64(const volatile void *reg);
void plat_mmio_write8(volatile void *reg, uint8_t value);
void plat_mmio_write16(volatile void *reg, uint16_t value);
void plat_mmio_write32(volatile void *reg, uint32_t value);
void plat_mmio_write64(volatile void *reg, uint64_t value);

#endif /* PLAT_ARCH_IO_H */
