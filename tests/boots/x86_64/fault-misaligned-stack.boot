# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (misaligned-stack) does not say why, or does not
# die.
image = tests/guest/fault
args = misaligned-stack
expect = crash undefined instruction
dump = misaligned_stack
nomatch = still alive
capability = crash-report
