# SPDX-License-Identifier: BSD-3-Clause
# Memory is accepted only as far as the monitor goes at once.
image = tests/guest/arm64/realm
args = walk
append = rmm.empty rmm.set-pages=100
rmm = ^rmm: count RSI_IPA_STATE_SET=3[0-9][0-9]$
capability = realm-memory
platform = arm-cca
