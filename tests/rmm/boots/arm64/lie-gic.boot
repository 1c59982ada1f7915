# SPDX-License-Identifier: BSD-3-Clause
# A GIC of a version that there is not is believed to be one.
image = tests/guest/timing
append = rmm.value=0x800ffe8:0xf0
match = ^plat: error: GIC: the distributor says that it is version 15$
capability = realm-devices
platform = arm-cca
