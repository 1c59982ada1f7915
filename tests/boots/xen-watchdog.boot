# SPDX-License-Identifier: BSD-3-Clause
# A watchdog that is fed bites, or one that is stopped.
image = tests/guest/xen/watchdog
platform = xen-pvh
capability = watchdog
