# SPDX-License-Identifier: BSD-3-Clause
# Another lcpu whose main stack is used up does not say so.
image = tests/guest/nested
args = overflow lcpu
smp = 2
expect = crash stack overflow: the guard page below a stack
match = write at 0xffffe90000
match = overflow\+0x
match = ^plat: lcpu 1 crashed\nplat: lcpu 0 stopped at
nomatch = still alive
capability = lcpus crash-report
