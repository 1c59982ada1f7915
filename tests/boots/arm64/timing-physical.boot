# SPDX-License-Identifier: BSD-3-Clause
# Where the devicetree has no virtual timer the clock stands still.
image = tests/guest/timing
match = # clock: generic timer \(physical\)
nomatch = describes no interrupt
capability = time
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/timer-physical.dts
dtb-load = 0x43000000
