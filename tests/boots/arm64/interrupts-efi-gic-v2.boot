# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. Through
# ACPI, with a GICv2.
image = tests/guest/arm64/interrupts
boot = efi
capability = interrupts gic-v2 acpi
