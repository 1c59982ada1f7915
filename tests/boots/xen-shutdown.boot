# SPDX-License-Identifier: BSD-3-Clause
# A domain that only sleeps does not go off at `xl shutdown`.
image = tests/guest/events
platform = xen-pvh
args = sleep
tap = no
nomatch = 1\.\.
action = line press => xl shutdown $DOM
capability = xl-shutdown
