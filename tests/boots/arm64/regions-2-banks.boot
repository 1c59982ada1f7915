# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol. With two banks of memory,
# the later one first.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = 'arm64 image' 92 96
capability = boot-info memory-banks
match = ^# 0x0*46000000 .* free,
match = ^# 0x0*40
nomatch = ^# 0x0*44000000 
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/banks-2.dts
dtb-load = 0x43000000
