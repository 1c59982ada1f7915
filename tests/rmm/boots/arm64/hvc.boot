# SPDX-License-Identifier: BSD-3-Clause
# That a realm did what none may do is not seen by who judges it.
image = tests/guest/arm64/realm
args = hvc
expect = violations
match = ^plat: crash: undefined instruction
rmm = ^rmm: violation: 
capability = realm-memory
platform = arm-cca
