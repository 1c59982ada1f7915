# SPDX-License-Identifier: BSD-3-Clause
# An lcpu that comes a second time has a stack that is in use, or what is
# not asked for is believed.
image = tests/guest/arm64/lcpus
args = twice
smp = 2
capability = lcpus
