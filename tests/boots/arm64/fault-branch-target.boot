# SPDX-License-Identifier: BSD-3-Clause
# The text is not guarded: a branch into the middle of a function goes
# through.
image = tests/guest/fault
args = branch-target
expect = crash branch to a place that is no target
match = main\+0x
dump = branch_target
nomatch = still alive
capability = crash-report
