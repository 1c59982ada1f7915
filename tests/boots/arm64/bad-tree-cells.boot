# SPDX-License-Identifier: BSD-3-Clause
# Properties that are not whole multiples of their cells, or are counted in
# more cells than there are, are believed.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bad-cells.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = fdt: a reg property at .* is malformed
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
