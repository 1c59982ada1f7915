# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (unmapped) does not say why, or does not die.
image = tests/guest/fault
args = unmapped
expect = crash nothing is mapped there
match = unmapped\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
