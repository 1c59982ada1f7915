# SPDX-License-Identifier: BSD-3-Clause
# References that go round in a circle (interrupt parents, aliases, a node
# that is its own parent) hang the boot.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/bad-cycle.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = ^plat: exit 0$
