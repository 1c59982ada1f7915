# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/xen/events.c says is broken, FIFO, with 1 vCPUs.
image = tests/guest/xen/events
platform = xen-pvh
smp = 1
capability = events
