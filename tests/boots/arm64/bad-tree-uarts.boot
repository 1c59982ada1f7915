# SPDX-License-Identifier: BSD-3-Clause
# UARTs that are nowhere, or that nobody can drive, take the console away.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/bad-uarts.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = fdt: a device's registers at 0xfffffffffffff000 wrap around
match = fdt: the UART at 0x20001000 has registers of 3 bytes
match = fdt: the UART at 0x20002000 has registers of 1 bytes, 1 << 31 apart
match = fdt: a reg property at .* is malformed
match = fdt: more than 4 UARTs: the one at 0x20007000 is ignored
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
