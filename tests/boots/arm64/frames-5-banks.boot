# SPDX-License-Identifier: BSD-3-Clause
# A frame between two banks of memory is handed out.
image = tests/guest/frames
capability = frames memory-banks
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/banks-5.dts
dtb-load = 0x43000000
