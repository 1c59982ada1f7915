# SPDX-License-Identifier: BSD-3-Clause
# A stack overflow is taken for something else where faults are served.
image = tests/guest/vmem
args = main-stack
expect = crash write at 0x
match = stack overflow: the guard page below a stack
nomatch = still alive
capability = crash-report
