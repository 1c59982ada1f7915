# SPDX-License-Identifier: BSD-3-Clause
# A host that says that a device's registers lie in the image has the guest
# write there: here where the Image's header has its magic. What the guest says
# of that is lost with its console, but for its last words.
image = tests/guest/arm64/realm
args = image
append = plat.console=pl011@0x40280000
expect = crash the image is whole
capability = realm-devices
platform = arm-cca
