# SPDX-License-Identifier: BSD-3-Clause
# The image does not run where RAM begins, below its devicetree.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = load-address
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x47000000
