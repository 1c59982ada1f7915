# SPDX-License-Identifier: BSD-3-Clause
# The status of main is not the one on the console (Xen's poweroff has none).
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=p 1..1;ok 1 - it prints;plat: exit 42;
expect = exit 42
