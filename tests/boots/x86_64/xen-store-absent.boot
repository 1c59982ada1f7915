# SPDX-License-Identifier: BSD-3-Clause
# A domain without xenstore, as dom0 is, waits for it, or dies.
image = tests/guest/xen/store
platform = xen-pvh
boot = dom0
args = absent
match = xenstore: there is none
capability = xenstore
