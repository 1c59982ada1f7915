# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (misaligned-stack) does not say why, or does not
# die.
image = tests/guest/fault
args = misaligned-stack
expect = crash undefined instruction
match = misaligned_stack\+0x
nomatch = still alive
capability = crash-report
