# SPDX-License-Identifier: BSD-3-Clause
# Numbers that wrap, or point nowhere, are believed.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bad-values.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = fdt: 
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
