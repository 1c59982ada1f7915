# SPDX-License-Identifier: BSD-3-Clause
# An lcpu that the host says it started, and never runs, is waited for for
# ever.
image = tests/guest/arm64/lcpus
args = missing
smp = 3
append = rmm.stall=2
match = ^plat: warning: lcpu 2 .* does not answer: it is not used$
capability = realm-lcpus
platform = arm-cca
