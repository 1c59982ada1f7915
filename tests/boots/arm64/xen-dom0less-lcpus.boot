# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/lcpus.c says is broken, in a domain that Xen made.
image = tests/guest/lcpus
platform = xen-pvh
boot = dom0less
smp = 4
args = 200
timeout = 120
capability = dom0less lcpus
