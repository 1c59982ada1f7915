# SPDX-License-Identifier: BSD-3-Clause
# Without PSCI lcpus are started by nobody, and nobody says so.
image = tests/guest/arm64/lcpus
args = nobody
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/lcpu-no-psci.dts
dtb-load = 0x43000000
smp = 2
match = firmware describes no PSCI
expect = disagree
timeout = 20
tap = yes
capability = lcpus bad-devicetree
