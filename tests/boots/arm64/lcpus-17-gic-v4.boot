# SPDX-License-Identifier: BSD-3-Clause
# Redistributors that are further apart, entry at EL2 and SMC, with one lcpu
# in a second cluster.
image = tests/guest/lcpus
machine = virt,gic-version=4,virtualization=on
smp = 17
timeout = 180
capability = lcpus gic-v4 el2
