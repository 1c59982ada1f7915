# SPDX-License-Identifier: BSD-3-Clause
# A UART that is never free, then free, then not, keeps the guest from going
# on.
image = examples/hello
append = rmm.flip=0x9000018:0x20
tap = no
match = ^Hello from Plinth on arm-cca
capability = realm-devices
platform = arm-cca
