# SPDX-License-Identifier: BSD-3-Clause
# A guest that dies of this (smash-stack) does not say why, or does not die.
image = tests/guest/fault
args = smash-stack
expect = crash stack protector
match = plat: crash
nomatch = still alive
capability = crash-report
