# SPDX-License-Identifier: BSD-3-Clause
# A domain that Xen made without a dom0, and that hangs, is taken for one that has stopped.
image = tests/xen/guest
frontend = none
platform = xen-pvh
boot = dom0less
append = do=h 1..1;ok 1 - it prints;plat: exit 0;
timeout = 4
tap = yes
expect = disagree
