# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (misaligned) does not say why, or does not die.
image = tests/guest/fault
args = misaligned
expect = crash read at 0xffffffff8
match = : misaligned
match = misaligned\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
