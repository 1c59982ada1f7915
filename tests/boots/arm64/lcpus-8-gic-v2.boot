# SPDX-License-Identifier: BSD-3-Clause
# Of the eight lcpus that a GICv2 has, one does not come, or is not
# signalled.
image = tests/guest/lcpus
machine = virt,gic-version=2
cpu = cortex-a72
smp = 8
capability = lcpus gic-v2
