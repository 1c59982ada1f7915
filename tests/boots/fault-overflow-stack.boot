# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (overflow-stack) does not say why, or does not
# die.
image = tests/guest/fault
args = overflow-stack
expect = crash stack overflow: the guard page below a stack
match = overflow_stack\+0x
nomatch = still alive
capability = crash-report
