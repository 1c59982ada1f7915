# SPDX-License-Identifier: BSD-3-Clause
# What the devicetree has for a command line takes the place of EFI's; or, as
# there is an initrd, the word that the loader puts behind it is an argument.
image = tests/guest/args
boot = efi
machine = virt,acpi=off
args = one "two words" 'a"b' ""
initrd = tests/boots/initrd.txt
capability = arguments efi devicetree
