# SPDX-License-Identifier: BSD-3-Clause
# A guest that never sleeps cannot learn of a press.
image = tests/guest/events
args = ask
monitor = ^press => system_powerdown
capability = power-button
