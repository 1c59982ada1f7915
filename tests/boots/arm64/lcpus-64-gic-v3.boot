# SPDX-License-Identifier: BSD-3-Clause
# 64 lcpus in four clusters: affinity 1 is not looked at, or their number
# is.
image = tests/guest/lcpus
machine = virt,gic-version=3
cpu = cortex-a53
smp = 64
timeout = 300
capability = lcpus gic-v3
