# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. With a
# GICv3, entered at EL2.
image = tests/guest/arm64/interrupts
machine = virt,virtualization=on,gic-version=3
capability = interrupts gic-v3 el2
