# SPDX-License-Identifier: BSD-3-Clause
# Without PSCI the guest jumps to nowhere instead of saying that it cannot
# power off.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
match = (?i)psci
capability = bad-devicetree
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/no-psci.dts
dtb-load = 0x43000000
expect = disagree
timeout = 5
