# SPDX-License-Identifier: BSD-3-Clause
# A GIC that says that it has all that a GIC can have is more than the guest's
# tables hold.
image = tests/guest/arm64/interrupts
append = rmm.value=0x8000004:0xffffffff
expect = exit 1
tap = no
match = ^ok 6 - interrupts arrive$
match = ^ok 13 - it arrives, once$
capability = realm-devices
platform = arm-cca
