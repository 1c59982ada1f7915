# SPDX-License-Identifier: BSD-3-Clause
# The button is a GPIO key only: ACPI has a generic event device.
image = tests/guest/events
args = handler
monitor = ^press => system_powerdown
boot = efi
capability = power-button
