# SPDX-License-Identifier: BSD-3-Clause
# Interrupts of a device are not delivered, or clobber registers. With the MP
# table.
image = tests/guest/x86_64/interrupts
machine = microvm,acpi=off,pit=on
capability = interrupts mptable
