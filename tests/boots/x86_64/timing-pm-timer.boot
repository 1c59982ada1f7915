# SPDX-License-Identifier: BSD-3-Clause
# The clock goes back, or a sleep ends early or never. With the ACPI timer,
# which wraps every 4.7 seconds.
image = tests/guest/timing
machine = q35,hpet=off
match = # clock: acpi pm timer
capability = time
