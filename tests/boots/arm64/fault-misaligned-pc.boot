# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (misaligned-pc) does not say why, or does not die.
image = tests/guest/fault
args = misaligned-pc
expect = crash misaligned PC
match = main\+0x
nomatch = still alive
capability = crash-report
