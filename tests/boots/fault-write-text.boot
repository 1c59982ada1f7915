# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (write-text) does not say why, or does not die.
image = tests/guest/fault
args = write-text
expect = crash write at 0xffffffff80
match = main\+0x
dump = write_text
nomatch = still alive
capability = crash-report
