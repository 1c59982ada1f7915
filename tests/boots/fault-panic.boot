# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (panic) does not say why, or does not die.
image = tests/guest/fault
args = panic
expect = crash the guest's own reason: 42
match = panic\+0x
match = main\+0x
nomatch = still alive
capability = crash-report
