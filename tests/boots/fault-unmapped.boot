# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (unmapped) does not say why, or does not die.
image = tests/guest/fault
args = unmapped
expect = crash nothing is mapped there
match = main\+0x
dump = unmapped
nomatch = still alive
capability = crash-report
