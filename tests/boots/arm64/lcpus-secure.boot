# SPDX-License-Identifier: BSD-3-Clause
# In the non-secure world of a GIC with two security states SGIs are of
# another group.
image = tests/guest/lcpus
machine = virt,gic-version=3,secure=on
cpu = cortex-a72
smp = 2
capability = lcpus gic-v3
