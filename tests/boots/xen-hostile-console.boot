# SPDX-License-Identifier: BSD-3-Clause
# A reader of the console whose index is wrong stops the guest.
image = tests/guest/xen/hostile
platform = xen-pvh
args = console
capability = xen-console
