# SPDX-License-Identifier: BSD-3-Clause
# A PV domain that Xen crashes, at a fault without a handler, is not reported as crashed.
image = tests/xen/guest
frontend = none
platform = xen-pv
append = do=t silence;
expect = crash
