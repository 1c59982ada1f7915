# SPDX-License-Identifier: BSD-3-Clause
# Values, directories and transactions of xenstore are not what they are.
image = tests/guest/xen/store
platform = xen-pvh
args = values sizes directories transactions
capability = xenstore
