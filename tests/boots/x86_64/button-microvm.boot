# SPDX-License-Identifier: BSD-3-Clause
# The same on a machine whose button is told in another way, microvm.
image = tests/guest/events
args = handler
monitor = ^press => system_powerdown
machine = microvm
capability = power-button
