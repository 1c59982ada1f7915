# SPDX-License-Identifier: BSD-3-Clause
# A domain that reboots is taken for one that powers off.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=r silence;
expect = reset
