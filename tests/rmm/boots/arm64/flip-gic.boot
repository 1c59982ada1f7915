# SPDX-License-Identifier: BSD-3-Clause
# How many interrupts a GIC has, which is another number each time, is believed
# both times.
image = tests/guest/arm64/interrupts
append = rmm.flip=0x8000004:0x1f
capability = realm-devices
platform = arm-cca
