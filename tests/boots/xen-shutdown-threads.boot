# SPDX-License-Identifier: BSD-3-Clause
# `xl shutdown` does not reach the handler while threads run and main waits.
image = tests/guest/events
platform = xen-pvh
args = threads
smp = 2
action = line press => xl shutdown $DOM
capability = xl-shutdown
