# SPDX-License-Identifier: BSD-3-Clause
# PSCI 0.1, whose function ids are not those of later versions, is called as if
# it were one of them.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/psci-0-1.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = PSCI 0.1, .* is not used
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
expect = disagree
timeout = 5
