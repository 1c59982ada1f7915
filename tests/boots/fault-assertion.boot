# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (assertion) does not say why, or does not die.
image = tests/guest/fault
args = assertion
expect = crash not so: some_data == 2
match = assertion\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
