# SPDX-License-Identifier: BSD-3-Clause
# A handler of an interrupt that uses more stack than it has changes what is
# below it.
image = tests/guest/nested
args = interrupt-overflow
expect = crash stack overflow: the guard page below a stack
match = overflow\+0x
nomatch = still alive
capability = crash-report
