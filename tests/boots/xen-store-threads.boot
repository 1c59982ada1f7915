# SPDX-License-Identifier: BSD-3-Clause
# Threads on several lcpus get each other's replies from xenstore.
image = tests/guest/xen/store
platform = xen-pvh
args = threads
smp = 2
capability = xenstore
