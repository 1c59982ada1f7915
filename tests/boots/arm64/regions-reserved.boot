# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol. What the reserved-memory
# node and the memory reservation block take out is given away.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = 'arm64 image' 100 128
capability = boot-info reserved-memory
match = ^# 0x0*44000000 .*\b(reserved|hole|firmware),
match = ^# 0x0*45000000 .*\b(reserved|hole|firmware),
match = ^# 0x0*46000000 .*\b(reserved|hole|firmware),
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/reserved.dts
dtb-load = 0x43000000
