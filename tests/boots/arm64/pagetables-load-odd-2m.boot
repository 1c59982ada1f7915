# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. Loaded at a multiple
# of 2 MiB and of no more.
image = tests/guest/pagetables
boot = loader
load = 0x42600000
dtb = tests/boots/arm64/bank.dts
dtb-load = 0x40100000
capability = w^x page-tables load-address
