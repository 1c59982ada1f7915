# SPDX-License-Identifier: BSD-3-Clause
# A press before main goes to nobody.
image = tests/guest/events
args = before
monitor = ^press => system_powerdown
capability = power-button
