# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device, whose controller is reached through the alias, are not
# delivered, or clobber registers.
image = tests/guest/arm64/interrupts
capability = interrupts gic-v3
platform = arm-cca
