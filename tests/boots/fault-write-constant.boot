# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (write-constant) does not say why, or does not
# die.
image = tests/guest/fault
args = write-constant
expect = crash write at 0xffffffff80
match = main\+0x
dump = write_constant
nomatch = still alive
capability = crash-report
