# SPDX-License-Identifier: BSD-3-Clause
# Without a dom0, which would tell Xen the time, it is 1970.
image = tests/guest/wall
platform = xen-pvh
boot = dom0less
args = none
capability = dom0less
