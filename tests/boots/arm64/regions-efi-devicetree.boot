# SPDX-License-Identifier: BSD-3-Clause
# Boot info is wrong where EFI and a devicetree tell of memory: the tree's is
# all of it, 128 MiB, but firmware has some still.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = efi 110 125
boot = efi
machine = virt,acpi=off
capability = boot-info initrd efi devicetree
