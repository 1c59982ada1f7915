# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never. Without ACPI.
image = tests/guest/timing
machine = microvm,acpi=off,pit=on
match = # clock: tsc
capability = time
