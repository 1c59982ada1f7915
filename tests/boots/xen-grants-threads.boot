# SPDX-License-Identifier: BSD-3-Clause
# Several lcpus get the same grant.
image = tests/guest/xen/grants
platform = xen-pvh
args = many
smp = 2
capability = grants
