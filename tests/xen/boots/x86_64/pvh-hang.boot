# SPDX-License-Identifier: BSD-3-Clause
# A domain that hangs is not ended when its time is over.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=h silence;
timeout = 2
expect = timeout
