# SPDX-License-Identifier: BSD-3-Clause
# Where all memory is reserved it is used all the same, or the boot ends
# without a word.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/all-reserved.dts
dtb-load = 0x43000000
capability = bad-devicetree
expect = crash stage memory
match = no \d+ KiB in one piece
