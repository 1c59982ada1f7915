# SPDX-License-Identifier: BSD-3-Clause
# `xl reboot` does not make a domain reboot that has no handler for it.
image = tests/guest/events
platform = xen-pvh
args = sleep
tap = no
nomatch = 1\.\.
match = ^plat: reboot
expect = reset
action = line press => xl reboot $DOM
capability = xl-shutdown
