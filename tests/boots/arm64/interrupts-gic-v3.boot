# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. With a
# GICv3.
image = tests/guest/arm64/interrupts
machine = virt,gic-version=3
capability = interrupts gic-v3
