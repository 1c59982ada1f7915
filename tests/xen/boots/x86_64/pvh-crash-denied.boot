# SPDX-License-Identifier: BSD-3-Clause
# A domain that Xen saw crash can say that it ended well.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=c 1..1;ok 1 - it prints;plat: exit 0;
expect = disagree
tap = yes
