# SPDX-License-Identifier: BSD-3-Clause
# Boot info of a domain that xl made is wrong: regions, initrd or protocol.
image = tests/guest/regions
platform = xen-pvh
initrd = tests/boots/initrd.txt
args = 'arm64 image' 120 128
capability = boot-info initrd
