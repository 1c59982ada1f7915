# SPDX-License-Identifier: BSD-3-Clause
# The same, of version 2 of the table.
image = tests/guest/xen/grants
platform = xen-pvh
args = fill
append = plat.grants=2
capability = grants
