# SPDX-License-Identifier: BSD-3-Clause
# What a device's registers are is believed of the first page alone.
image = tests/guest/arm64/realm
args = walk small
append = rmm.get-pages=1
mem = 16M
timeout = 120
capability = realm-memory
platform = arm-cca
