# SPDX-License-Identifier: BSD-3-Clause
# A devicetree that claims more memory than there is, and does not use it,
# takes it all away.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x43000000
capability = bad-devicetree
dtb-damage = word 4 0x7fffffff
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, 13\d{4} KiB of RAM$
