# SPDX-License-Identifier: BSD-3-Clause
# Boot info of a PVH domain is wrong: regions, module or protocol.
image = tests/guest/regions
platform = xen-pvh
initrd = tests/boots/initrd.txt
args = pvh 120 128
capability = boot-info initrd pvh
