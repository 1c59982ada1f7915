# SPDX-License-Identifier: BSD-3-Clause
# An lcpu that comes under another's id is believed, or ends the boot.
image = tests/guest/arm64/lcpus
args = stranger
smp = 4
match = lcpu 1 \(id 0x1\) does not answer
append = plat.log=warn
capability = lcpus
