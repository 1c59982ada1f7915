# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. With a
# GICv2.
image = tests/guest/arm64/interrupts
capability = interrupts gic-v2
machine = virt,gic-version=2
