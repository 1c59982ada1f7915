# SPDX-License-Identifier: BSD-3-Clause
# Arguments are other ones than were typed where there are a devicetree, which
# has them, too, and an initrd, whose loader adds a word to them.
image = tests/guest/args
boot = efi
machine = virt,acpi=off
args = one "two words" 'a"b' ""
initrd = tests/boots/initrd.txt
capability = arguments efi devicetree
