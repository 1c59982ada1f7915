# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (undefined-instruction) does not say why, or does
# not die.
image = tests/guest/fault
args = undefined-instruction
expect = crash undefined instruction
match = main\+0x
dump = undefined_instruction
nomatch = still alive
capability = crash-report
