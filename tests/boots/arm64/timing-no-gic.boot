# SPDX-License-Identifier: BSD-3-Clause
# Without an interrupt controller a sleep does not end.
image = tests/guest/timing
match = describes no interrupt of it
capability = time
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/no-gic.dts
dtb-load = 0x43000000
