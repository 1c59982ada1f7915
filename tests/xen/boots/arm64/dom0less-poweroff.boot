# SPDX-License-Identifier: BSD-3-Clause
# What a domain prints that Xen made without a dom0, or that it has stopped, is lost.
image = tests/xen/guest
frontend = none
platform = xen-pvh
boot = dom0less
append = do=p 1..1;ok 1 - it prints;plat: exit 0;
