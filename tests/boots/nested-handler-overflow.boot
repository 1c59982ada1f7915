# SPDX-License-Identifier: BSD-3-Clause
# A handler that uses more stack than it has changes what is below it.
image = tests/guest/nested
args = handler-overflow
expect = crash stack overflow: the guard page below a stack
match = overflow\+0x
match = , in the handler of a fault
nomatch = still alive
capability = crash-report
