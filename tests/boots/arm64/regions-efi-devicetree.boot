# SPDX-License-Identifier: BSD-3-Clause
# Memory comes from the devicetree, not from EFI, which uses some of it: that
# is not 128 MiB then.
image = tests/guest/regions
initrd = tests/boots/initrd.txt
args = efi 110 125
boot = efi
machine = virt,acpi=off
capability = boot-info initrd efi devicetree
