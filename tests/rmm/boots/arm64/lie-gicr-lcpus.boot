# SPDX-License-Identifier: BSD-3-Clause
# An lcpu whose redistributor says that it is another one's is started without
# interrupts, or taken for one that has them.
image = tests/guest/arm64/lcpus
args = missing
smp = 3
append = rmm.value=0x80e0008:0x10
match = ^plat: error: GIC: there is no redistributor for CPU 0x2$
capability = realm-devices
platform = arm-cca
