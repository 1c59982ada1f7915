# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (unserved-vector) does not say why, or does not
# die.
image = tests/guest/fault
args = unserved-vector
expect = crash interrupt at a vector that nobody serves
match = unserved_vector\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
