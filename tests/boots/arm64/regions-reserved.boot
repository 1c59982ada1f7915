# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol. What the reserved-memory
# node and the memory reservation block take out is given away.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = 'arm64 image' 100 128
capability = boot-info reserved-memory
match = ^# 0x0*44000000 +0x1000 reserved,
match = ^# 0x0*45000000 +0x1020000 reserved,
match = ^# 0x0*46100000 +0x100000 reserved,
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/reserved.dts
dtb-load = 0x43000000
