# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = 'arm64 image' 120 128
capability = boot-info initrd arm64-image devicetree
