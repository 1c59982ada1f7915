# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/xen/events.c says is broken, 2-level; that strays are told.
image = tests/guest/xen/events
platform = xen-pvh
smp = 2
append = plat.events=2-level
match = an event on a port that nobody has: 40
capability = events
