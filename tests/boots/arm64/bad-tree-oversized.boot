# SPDX-License-Identifier: BSD-3-Clause
# A devicetree that claims to be larger than any is read beyond its end.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x43000000
capability = bad-devicetree
dtb-damage = word 4 0x7fffffff, word 32 0x7000000
expect = crash no devicetree at 0x43000000: the Image protocol
match = fdt: the header is malformed
