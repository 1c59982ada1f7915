# SPDX-License-Identifier: BSD-3-Clause
# The same on a machine whose button is told in another way, q35.
image = tests/guest/events.efi
args = handler
monitor = ^press => system_powerdown
machine = q35
boot = efi
capability = power-button
