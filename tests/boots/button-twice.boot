# SPDX-License-Identifier: BSD-3-Clause
# Presses are served inside each other, or one is lost.
image = tests/guest/events
args = twice
monitor = ^press => system_powerdown
capability = power-button
