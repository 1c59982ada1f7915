# SPDX-License-Identifier: BSD-3-Clause
# What lcpus translate with is not what the boot lcpu found, where that is
# 48 bits.
image = tests/guest/lcpus
machine = virt,gic-version=3
cpu = max,lpa2=off
smp = 2
capability = lcpus
