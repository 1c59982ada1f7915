# SPDX-License-Identifier: BSD-3-Clause
# CPU ids of 64 bits are cut, or counted twice.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 3 lcpus
capability = cpu-count
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/cpu-ids.dts
dtb-load = 0x43000000
smp = 3
