# SPDX-License-Identifier: BSD-3-Clause
# Interrupts at the ends of what a GIC can have, and beyond those that it says it
# has, are a table's index.
image = tests/guest/arm64/interrupts
append = rmm.irqs=31,1023,4096,5119,16384
match = ^plat: warning: interrupt 5119, which nobody serves, is masked$
capability = realm-interrupts
platform = arm-cca
