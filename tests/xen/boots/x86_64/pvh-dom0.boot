# SPDX-License-Identifier: BSD-3-Clause
# A PVH guest cannot be dom0 itself.
image = tests/xen/guest
frontend = none
platform = xen-pvh
boot = dom0
append = do=p 1..1;ok 1 - it prints;plat: exit 0;
