# SPDX-License-Identifier: BSD-3-Clause
# Without pointer authentication, PAN and atomic instructions lcpus do not
# come.
image = tests/guest/lcpus
machine = virt,gic-version=3
cpu = cortex-a53
smp = 4
capability = lcpus
