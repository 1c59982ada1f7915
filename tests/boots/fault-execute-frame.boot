# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (execute-frame) does not say why, or does not die.
image = tests/guest/fault
args = execute-frame
expect = crash execution at 0xffff
match = main\+0x
nomatch = still alive
capability = crash-report
