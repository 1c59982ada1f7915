# SPDX-License-Identifier: BSD-3-Clause
# A frame that firmware keeps is handed out.
image = tests/guest/frames
capability = frames reserved-memory
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/reserved.dts
dtb-load = 0x43000000
