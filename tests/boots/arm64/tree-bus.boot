# SPDX-License-Identifier: BSD-3-Clause
# The console cannot be found behind buses that translate addresses, or by a
# path without unit addresses.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/bus.dts
dtb-load = 0x43000000
capability = devicetree
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
