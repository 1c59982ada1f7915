# SPDX-License-Identifier: BSD-3-Clause
# Arguments do not arrive through EFI.
image = tests/guest/args
args = one "two words" 'a"b' ""
boot = efi
capability = arguments efi
