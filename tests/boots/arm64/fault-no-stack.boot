# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies without a stack does not say why, or dies for ever.
image = tests/guest/fault
args = no-stack
expect = crash undefined instruction
match = no_stack\+0x
nomatch = still alive
capability = crash-report
