# SPDX-License-Identifier: BSD-3-Clause
# A domain that Xen made without a dom0, and that says that it crashed, is not reported.
image = tests/xen/guest
frontend = none
platform = xen-pvh
boot = dom0less
append = do=c plat: crash: on purpose;
expect = crash on purpose
