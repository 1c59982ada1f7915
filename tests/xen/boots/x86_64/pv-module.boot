# SPDX-License-Identifier: BSD-3-Clause
# initrd is not handed to a PV domain.
image = tests/xen/guest
frontend = none
platform = xen-pv
initrd = tests/xen/module.txt
append = do=m 1..1;
