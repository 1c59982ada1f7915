# SPDX-License-Identifier: BSD-3-Clause
# An image that firmware loaded above 4 GiB does not get down from there: the
# mover has 32-bit addresses.
image = tests/guest/args-high.efi
boot = efi
mem = 6G
args = one "two words" 'a"b' ""
capability = efi
