# SPDX-License-Identifier: BSD-3-Clause
# Interrupts that belong to several controllers, or to none, break the boot.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/interrupts.dts
dtb-load = 0x43000000
capability = devicetree
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
