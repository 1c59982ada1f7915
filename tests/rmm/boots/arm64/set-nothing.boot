# SPDX-License-Identifier: BSD-3-Clause
# A monitor that accepts, and does nothing, keeps the guest busy for ever.
image = examples/hello
append = rmm.set-pages=0
expect = crash cannot be used: the host has taken it away (DESTROYED)
nomatch = ^Hello
capability = realm-memory
platform = arm-cca
