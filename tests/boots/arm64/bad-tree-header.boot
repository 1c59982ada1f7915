# SPDX-License-Identifier: BSD-3-Clause
# A devicetree whose blocks lie outside of it is believed.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x43000000
capability = bad-devicetree
dtb-damage = word 8 0x10000000
expect = crash no devicetree at 0x43000000: the Image protocol
match = fdt: the header is malformed
