# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (misaligned-device) does not say why, or does not
# die.
image = tests/guest/fault
args = misaligned-device
expect = crash read at 0xffffff80
match = : misaligned
match = misaligned_device\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
