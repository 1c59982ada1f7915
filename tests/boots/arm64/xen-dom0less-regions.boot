# SPDX-License-Identifier: BSD-3-Clause
# The same, of a domain that Xen made by itself.
image = tests/guest/regions
platform = xen-pvh
boot = dom0less
initrd = tests/boots/initrd.txt
args = 'arm64 image' 120 128
capability = dom0less boot-info initrd
