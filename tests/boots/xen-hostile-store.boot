# SPDX-License-Identifier: BSD-3-Clause
# What xenstore's ring says is believed: an index, a length, a type, or that the
# other end begins anew.
image = tests/guest/xen/hostile
platform = xen-pvh
args = store
match = xenstore: a message is too long
capability = xenstore
