# SPDX-License-Identifier: BSD-3-Clause
# The reason of a crash is not the one that the guest prints.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=c plat: crash: on purpose;
expect = crash on purpose
