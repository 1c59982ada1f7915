# SPDX-License-Identifier: BSD-3-Clause
# Memory that the host took away before the guest ran is used: the realm hangs.
image = examples/hello
append = rmm.destroyed=0x44003000+8K
expect = crash realm: memory at 0x44003000 cannot be used: the host has taken it away (DESTROYED)
nomatch = ^Hello
capability = realm-memory
platform = arm-cca
