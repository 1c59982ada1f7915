# SPDX-License-Identifier: BSD-3-Clause
# The same, where main waits for a wake-up.
image = tests/guest/events
platform = xen-pvh
args = wait
tap = no
nomatch = 1\.\.
action = line press => xl shutdown $DOM
capability = xl-shutdown
