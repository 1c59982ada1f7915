# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (write-text) does not say why, or does not die.
image = tests/guest/fault
args = write-text
expect = crash write at 0xffffffff80
match = write_text\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
