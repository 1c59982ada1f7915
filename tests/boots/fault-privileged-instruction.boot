# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (privileged-instruction) does not say why, or does
# not die.
image = tests/guest/fault
args = privileged-instruction
expect = crash
match = ^plat: crash: (general protection fault|undefined instruction)
match = main\+0x
dump = privileged_instruction
nomatch = still alive
capability = crash-report
