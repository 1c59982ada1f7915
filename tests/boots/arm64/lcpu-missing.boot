# SPDX-License-Identifier: BSD-3-Clause
# A CPU that the devicetree describes and the machine does not have ends the
# boot.
image = tests/guest/arm64/lcpus
args = missing
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/cpu-ids.dts
dtb-load = 0x43000000
smp = 2
match = lcpu 2 \(CPU 0x100000000\) cannot be started: firmware says INVALID_PARAMETERS \(-2\): there is no such CPU
capability = lcpus bad-devicetree
