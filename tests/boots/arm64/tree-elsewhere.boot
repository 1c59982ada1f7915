# SPDX-License-Identifier: BSD-3-Clause
# An image in memory that no node tells of does not boot.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/elsewhere.dts
dtb-load = 0x43000000
capability = devicetree
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, 65\d{3} KiB of RAM$
