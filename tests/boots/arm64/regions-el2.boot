# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol. Entered at EL2.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = 'arm64 image' 120 128
capability = boot-info initrd el2
machine = virt,virtualization=on
