# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered where firmware used them before, and
# the devicetree tells of them.
image = tests/guest/arm64/interrupts
boot = efi
machine = virt,acpi=off
capability = interrupts efi devicetree
