# SPDX-License-Identifier: BSD-3-Clause
# A devicetree that the host may still change is read, if only by a frontend
# that is not the realm's.
image = tests/guest/arm64/realm
append = rmm.dtb=0x147000000
expect = crash realm: the devicetree at 0x147000000 is in memory that the host sees
capability = realm-devicetree
platform = arm-cca
