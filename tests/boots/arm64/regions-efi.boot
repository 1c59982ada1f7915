# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong: regions, initrd or protocol. By EFI, which tells them by
# its memory map.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = efi 110 128
capability = boot-info initrd efi
boot = efi
