# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (divide-by-zero) does not say why, or does not
# die.
image = tests/guest/fault
args = divide-by-zero
expect = crash divide error
match = divide_by_zero\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
