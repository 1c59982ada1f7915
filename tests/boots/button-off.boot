# SPDX-License-Identifier: BSD-3-Clause
# A guest that only sleeps does not go off when its button is pressed.
image = tests/guest/events
args = sleep
monitor = ^press => system_powerdown
tap = no
nomatch = 1\.\.
match = ^plat: exit 0
capability = power-button
