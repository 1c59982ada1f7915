# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/xen/events.c says is broken, FIFO, with 8 vCPUs.
image = tests/guest/xen/events
platform = xen-pvh
smp = 8
capability = events
