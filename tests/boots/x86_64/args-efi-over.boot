# SPDX-License-Identifier: BSD-3-Clause
# An image that firmware loaded over its own destination destroys itself while
# it is moved there.
image = tests/guest/args-over.efi
boot = efi
args = one "two words" 'a"b' ""
capability = efi
