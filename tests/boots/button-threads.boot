# SPDX-License-Identifier: BSD-3-Clause
# While threads run and main waits, nobody serves a press.
image = tests/guest/events
args = threads
monitor = ^press => system_powerdown
smp = 2
capability = power-button
