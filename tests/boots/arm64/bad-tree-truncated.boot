# SPDX-License-Identifier: BSD-3-Clause
# A devicetree that is cut off hangs the boot, or ends it without a word.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x43000000
capability = bad-devicetree
dtb-damage = cut 0x100
expect = crash the devicetree at 0x43000000 tells of no memory
match = fdt: the structure is broken
