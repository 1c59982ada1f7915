# SPDX-License-Identifier: BSD-3-Clause
# A boot passes though an action was not carried out.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=p 1..1;ok 1 - it prints;plat: exit 0;
action = line never printed => true
expect = action
tap = yes
