# SPDX-License-Identifier: BSD-3-Clause
# What Xen's watchdog ends is taken for what ended itself.
image = tests/xen/guest
frontend = none
platform = xen-pvh
append = do=w silence;
expect = watchdog
