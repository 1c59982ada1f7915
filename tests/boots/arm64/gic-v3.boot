# SPDX-License-Identifier: BSD-3-Clause
# An interrupt that is raised in the distributor of a GICv3 is lost, served
# twice, or clobbers registers.
image = tests/guest/arm64/gic
machine = virt,gic-version=3
cpu = cortex-a53
smp = 3
nomatch = nobody serves
capability = interrupts gic-v3
