# SPDX-License-Identifier: BSD-3-Clause
# A domain that xl refuses is reported as something else.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=p 1..1;ok 1 - it prints;plat: exit 0;
xl-config = vcpus = 999
expect = refused
