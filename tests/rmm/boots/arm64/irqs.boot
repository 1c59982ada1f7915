# SPDX-License-Identifier: BSD-3-Clause
# Interrupts that no device raised are served as if one had, or are believed to
# be a table's index.
image = tests/guest/arm64/interrupts
append = rmm.irqs=300,7,1000,1019,8192,5000,33
match = ^plat: warning: interrupt 300, which nobody serves, is masked$
capability = realm-interrupts interrupts
platform = arm-cca
