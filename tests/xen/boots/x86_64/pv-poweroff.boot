# SPDX-License-Identifier: BSD-3-Clause
# What a PV domain prints, or that it powered off, is lost.
image = tests/xen/guest
frontend = none
platform = xen-pv
append = do=p 1..1;ok 1 - it prints;plat: exit 0;
