# SPDX-License-Identifier: BSD-3-Clause
# Sixteen lcpus in one cluster: the last one of an SGI's target list.
image = tests/guest/lcpus
args = 100000
machine = virt,gic-version=3
smp = 16
timeout = 180
capability = lcpus gic-v3
