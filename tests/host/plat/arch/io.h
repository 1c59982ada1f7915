/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ports of a machine that is not there: the test that uses them brings what
 * is behind them.
 */
#ifndef PLAT_ARCH_IO_H
#define PLAT_ARCH_IO_H

#include <stdint.h>

uint8_t plat_in8(uint16_t port);
void plat_out8(uint16_t port, uint8_t value);

#endif /* PLAT_ARCH_IO_H */
