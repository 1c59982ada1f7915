# SPDX-License-Identifier: BSD-3-Clause
# Memory that is not there hangs the boot, or ends it without a word.
image = tests/guest/frames
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/bad-memory.dts
dtb-load = 0x43000000
capability = bad-devicetree
expect = crash external abort
