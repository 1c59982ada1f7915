# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (system-call) does not say why, or does not die.
image = tests/guest/fault
args = system-call
expect = crash svc instruction
match = system_call\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
