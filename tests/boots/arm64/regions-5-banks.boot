# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol. With five banks of memory
# that touch, overlap, repeat and do not end at pages.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = 'arm64 image' 68 72
capability = boot-info memory-banks
match = ^# 0x0*45001000 .* free,
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/banks-5.dts
dtb-load = 0x43000000
