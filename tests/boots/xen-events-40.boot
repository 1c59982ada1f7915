# SPDX-License-Identifier: BSD-3-Clause
# Lcpus for which shared info has no room do not start, or get no events.
image = tests/guest/xen/events
platform = xen-pvh
smp = 40
mem = 128M
timeout = 120
capability = events
