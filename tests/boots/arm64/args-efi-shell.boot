# SPDX-License-Identifier: BSD-3-Clause
# Arguments that are typed at the firmware's shell do not reach main.
image = tests/guest/args
boot = efi-disk
args = one "two words"
capability = arguments efi
