# SPDX-License-Identifier: BSD-3-Clause
# What a domain prints to port 0xe9 is not on its console.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=e 1..1;ok 1 - it prints;plat: exit 0;
