# SPDX-License-Identifier: BSD-3-Clause
# With more than 64 lcpus a call by, or to, one beyond is lost.
image = tests/guest/lcpus
machine = virt,gic-version=3
cpu = cortex-a53
smp = 65
mem = 256M
timeout = 300
capability = lcpus gic-v3
