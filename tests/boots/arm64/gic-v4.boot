# SPDX-License-Identifier: BSD-3-Clause
# A GICv4 is not used as the GICv3 that it is as well.
image = tests/guest/arm64/gic
machine = virt,gic-version=4,virtualization=on
smp = 3
nomatch = nobody serves
capability = interrupts gic-v4 el2
