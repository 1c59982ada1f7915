# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. On the older
# PC machine.
image = tests/guest/x86_64/interrupts
machine = pc
capability = interrupts
