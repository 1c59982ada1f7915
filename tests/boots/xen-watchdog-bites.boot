# SPDX-License-Identifier: BSD-3-Clause
# A guest that hangs is not ended by its watchdog.
image = tests/guest/xen/watchdog
platform = xen-pvh
args = hang
expect = watchdog
match = ^hangs$
capability = watchdog
