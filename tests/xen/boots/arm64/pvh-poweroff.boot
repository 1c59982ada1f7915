# SPDX-License-Identifier: BSD-3-Clause
# What a domain prints, or that it powered off, is lost.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=p 1..1;ok 1 - it prints;plat: exit 0;
