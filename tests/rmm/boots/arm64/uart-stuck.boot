# SPDX-License-Identifier: BSD-3-Clause
# A UART that is never free keeps the guest from going on, for ever. What it
# says is lost; it ends.
image = examples/hello
append = rmm.value=0x9000018:0x20
tap = no
expect = off
nomatch = ^Hello
capability = realm-devices
platform = arm-cca
