# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol. With one bank of memory.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = 'arm64 image' 120 128
capability = boot-info memory-banks
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x43000000
