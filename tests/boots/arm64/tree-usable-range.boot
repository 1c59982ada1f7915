# SPDX-License-Identifier: BSD-3-Clause
# Nobody is told that the range that the guest shall stay in is ignored.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/usable-range.dts
dtb-load = 0x43000000
capability = devicetree
match = fdt: linux,usable-memory-range is ignored
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
