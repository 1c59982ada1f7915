# SPDX-License-Identifier: BSD-3-Clause
# The same, where main waits for a wake-up.
image = tests/guest/events
args = wait
monitor = ^press => system_powerdown
tap = no
nomatch = 1\.\.
match = ^plat: exit 0
capability = power-button
