# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never. Through the GTDT.
image = tests/guest/timing
boot = efi
nomatch = generic timer: firmware describes no interrupt
capability = time acpi
