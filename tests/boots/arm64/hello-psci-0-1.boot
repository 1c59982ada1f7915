# SPDX-License-Identifier: BSD-3-Clause
# PSCI 0.1 is called with the numbers of 0.2.
image = examples/hello
tap = no
match = PSCI 0\.1, whose function ids are the machine's own, is not used
match = no way to power off
capability = bad-devicetree
expect = disagree
timeout = 5
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/psci-0-1.dts
dtb-load = 0x43000000
