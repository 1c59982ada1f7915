# SPDX-License-Identifier: BSD-3-Clause
# An lcpu begins in another state than the boot lcpu has.
image = tests/guest/arm64/lcpus
args = state
smp = 2
capability = lcpus
