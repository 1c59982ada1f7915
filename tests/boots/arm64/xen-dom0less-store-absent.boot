# SPDX-License-Identifier: BSD-3-Clause
# A domain without xenstore waits for it, or dies.
image = tests/guest/xen/store
platform = xen-pvh
boot = dom0less
args = absent
match = xenstore: there is none
capability = dom0less xenstore
