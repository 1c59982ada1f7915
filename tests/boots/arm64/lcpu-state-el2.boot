# SPDX-License-Identifier: BSD-3-Clause
# The same, where it begins at EL2.
image = tests/guest/arm64/lcpus
args = state
machine = virt,virtualization=on,gic-version=3
smp = 2
capability = lcpus el2
