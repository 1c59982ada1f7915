# SPDX-License-Identifier: BSD-3-Clause
# A domain that takes Xen with it passes, or those after it are not run.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=h ready;
action = line ready => poweroff -f
expect = lost
