# SPDX-License-Identifier: BSD-3-Clause
# A triple fault, which resets a PVH domain, is given a status.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=t silence;
expect = reset
