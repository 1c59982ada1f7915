# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (execute-data) does not say why, or does not die.
image = tests/guest/fault
args = execute-data
expect = crash execution at 0xffffffff80
match = main\+0x
nomatch = still alive
capability = crash-report
