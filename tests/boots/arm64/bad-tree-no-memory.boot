# SPDX-License-Identifier: BSD-3-Clause
# A devicetree without memory ends the boot without a word.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/no-memory.dts
dtb-load = 0x43000000
capability = bad-devicetree
expect = crash the devicetree at 0x43000000 tells of no memory
