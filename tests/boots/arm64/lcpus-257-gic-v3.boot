# SPDX-License-Identifier: BSD-3-Clause
# Of 257 lcpus in seventeen clusters one does not come, or is taken for another
# one: a number is cut off at 8 bits.
image = tests/guest/lcpus
machine = virt,gic-version=3
cpu = cortex-a53
smp = 257
mem = 256M
timeout = 300
capability = lcpus gic-v3
