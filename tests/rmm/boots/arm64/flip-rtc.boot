# SPDX-License-Identifier: BSD-3-Clause
# A clock that jumps each time that it is read makes the guest's time go back.
# What day it is, only the host knows.
image = tests/guest/wall
append = rmm.flip=0x9010000:0x80000000
expect = exit 1
tap = no
match = ^not ok 2 - it is the right one$
match = ^ok 3 - it goes on with the monotonic clock$
capability = realm-devices
platform = arm-cca
