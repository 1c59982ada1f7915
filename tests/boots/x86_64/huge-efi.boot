# SPDX-License-Identifier: BSD-3-Clause
# An image goes where firmware keeps something, or is refused without a word.
image = tests/guest/huge.efi
boot = efi
expect = crash 0x100000 to
match = ^plat: crash: 0x100000 to 0x1[0-9a-f]{6} must be free, but 0x806000 is not$
capability = efi
