# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol.
image = tests/guest/regions.efi
boot = efi
initrd = tests/boots/initrd.txt
args = efi 110
capability = boot-info initrd efi
