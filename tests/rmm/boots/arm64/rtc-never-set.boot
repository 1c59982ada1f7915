# SPDX-License-Identifier: BSD-3-Clause
# A clock that is all ones is believed to be the time.
image = tests/guest/wall
append = rmm.value=0x9010000:0xffffffff
expect = exit 1
tap = no
match = ^plat: warning: wall clock: the PL031 has not been set
match = ^not ok 1 - the machine tells the time$
capability = realm-devices
platform = arm-cca
