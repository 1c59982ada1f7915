# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers.
image = tests/guest/x86_64/interrupts
capability = interrupts
