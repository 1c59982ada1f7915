# SPDX-License-Identifier: BSD-3-Clause
# A host that refuses memory is not noticed, and the guest dies of it later.
image = examples/hello
append = rmm.reject=0x44000000
expect = crash realm: memory at 0x44000000 cannot be used: the host refuses
nomatch = ^Hello
capability = realm-memory
platform = arm-cca
