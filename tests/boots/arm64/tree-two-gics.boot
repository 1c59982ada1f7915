# SPDX-License-Identifier: BSD-3-Clause
# A second GIC is taken for the first.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/two-gics.dts
dtb-load = 0x43000000
capability = devicetree
match = fdt: more than one GIC: the one at 0xa000000 is ignored
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
