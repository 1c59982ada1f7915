# SPDX-License-Identifier: BSD-3-Clause
# The same, where main waits for a thread that sleeps.
image = tests/guest/events
args = join
monitor = ^press => system_powerdown
tap = no
smp = 2
nomatch = 1\.\.
match = ^plat: exit 0
capability = power-button
