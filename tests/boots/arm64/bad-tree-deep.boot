# SPDX-License-Identifier: BSD-3-Clause
# Nodes that are nested without end overflow the stack.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bad-deep.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = fdt: nodes more than .* levels deep are ignored
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
