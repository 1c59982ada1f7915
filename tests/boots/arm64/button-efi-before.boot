# SPDX-License-Identifier: BSD-3-Clause
# The event device has a press that came before its driver, or main.
image = tests/guest/events
args = before
monitor = ^press => system_powerdown
boot = efi
capability = power-button
