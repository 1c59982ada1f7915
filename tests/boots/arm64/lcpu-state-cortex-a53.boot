# SPDX-License-Identifier: BSD-3-Clause
# The same, where the CPU has none of what is newer.
image = tests/guest/arm64/lcpus
args = state
cpu = cortex-a53
smp = 2
capability = lcpus
