# SPDX-License-Identifier: BSD-3-Clause
# An interrupt that is raised in the distributor of a GICv2 is lost, served
# twice, or clobbers registers.
image = tests/guest/arm64/gic
machine = virt,gic-version=2
nomatch = nobody serves
capability = interrupts gic-v2
