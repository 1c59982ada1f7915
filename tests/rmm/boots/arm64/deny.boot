# SPDX-License-Identifier: BSD-3-Clause
# An lcpu that the host denies ends the boot.
image = tests/guest/arm64/lcpus
args = missing
smp = 3
append = rmm.deny=2
match = ^plat: error: lcpu 2 .* cannot be started: firmware says DENIED
match = ^plat: warning: lcpu 2 .* cannot be started: it is not used$
capability = realm-lcpus
platform = arm-cca
