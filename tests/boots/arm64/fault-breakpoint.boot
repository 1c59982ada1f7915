# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (breakpoint) does not say why, or does not die.
image = tests/guest/fault
args = breakpoint
expect = crash brk instruction
match = breakpoint\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
