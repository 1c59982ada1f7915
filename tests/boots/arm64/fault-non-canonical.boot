# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (non-canonical) does not say why, or does not die.
image = tests/guest/fault
args = non-canonical
expect = crash write at 0x8000000000000000: no window: nothing is mapped there
match = main\+0x
dump = non_canonical
nomatch = still alive
capability = crash-report
