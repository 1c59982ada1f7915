# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/xen/runstate.c says is broken, with 2 vCPUs.
image = tests/guest/xen/runstate
platform = xen-pvh
smp = 2
capability = runstate
