# SPDX-License-Identifier: BSD-3-Clause
# Where there is no devicetree at all the boot ends without a word.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x43000000
capability = bad-devicetree
dtb-damage = word 0 0
expect = crash no devicetree at 0x43000000: the Image protocol
match = fdt: at 0x43000000 is no tree of version 17
