# SPDX-License-Identifier: BSD-3-Clause
# The image does not run at an address that is a multiple of 2 MiB and of no
# more.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = load-address
boot = loader
load = 0x42600000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x40100000
