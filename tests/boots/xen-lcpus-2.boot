# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/lcpus.c says is broken, with 2 vCPUs that share one CPU: a
# call takes a turn of each, and threads, which come with xenstore, have them.
image = tests/guest/lcpus
platform = xen-pvh
smp = 2
args = 200 threads
timeout = 300
capability = lcpus
