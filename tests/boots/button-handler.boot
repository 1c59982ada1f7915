# SPDX-License-Identifier: BSD-3-Clause
# A press of the power button does not reach the handler that wants it.
image = tests/guest/events
args = handler
monitor = ^press => system_powerdown
capability = power-button
