# SPDX-License-Identifier: BSD-3-Clause
# A domain that crashes is not reported as crashed.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=c plat: crash: on purpose;
expect = crash on purpose
