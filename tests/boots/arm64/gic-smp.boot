# SPDX-License-Identifier: BSD-3-Clause
# Interrupts are not routed to the CPU that booted: with several of them a
# GICv2 has to be told.
image = tests/guest/arm64/gic
machine = virt,gic-version=2
smp = 3
nomatch = nobody serves
capability = interrupts gic-v2
