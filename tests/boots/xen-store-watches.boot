# SPDX-License-Identifier: BSD-3-Clause
# Of many watches of xenstore one is not told, or told too much.
image = tests/guest/xen/store
platform = xen-pvh
args = watches
capability = xenstore
