# SPDX-License-Identifier: BSD-3-Clause
# Where all memory is reserved some is used all the same, or the boot, which
# needs none, fails.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/all-reserved.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d{3} KiB of RAM$
