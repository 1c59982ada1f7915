# SPDX-License-Identifier: BSD-3-Clause
# initrd is not handed to a PVH domain as its first module.
image = tests/xen/guest
frontend = none
platform = xen-pvh
initrd = tests/xen/module.txt
append = do=m 1..1;
