# SPDX-License-Identifier: BSD-3-Clause
# A handler of a fault in an interrupt that uses more stack than it has (on arm64
# the critical stack) changes what is below it.
image = tests/guest/nested
args = interrupt-handler-overflow
expect = crash stack overflow: the guard page below a stack
match = overflow\+0x
nomatch = still alive
capability = crash-report
