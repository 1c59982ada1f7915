# SPDX-License-Identifier: BSD-3-Clause
# An event that another lcpu raises waits until lcpu 0 wakes by itself.
image = tests/guest/events
args = lcpu
smp = 2
capability = events
