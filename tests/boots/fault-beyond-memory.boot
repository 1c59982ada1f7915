# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (beyond-memory) does not say why, or does not die.
image = tests/guest/fault
args = beyond-memory
expect = crash nothing is mapped there
dump = beyond_memory
match = main\+0x
nomatch = still alive
capability = crash-report
