# SPDX-License-Identifier: BSD-3-Clause
# A redistributor that says that it is another CPU's, and the last, is taken;
# or the guest dies without a word.
image = tests/guest/timing
append = rmm.value=0x80a0008:0x7700000010
match = ^plat: error: GIC: there is no redistributor for CPU 0$
capability = realm-devices
platform = arm-cca
