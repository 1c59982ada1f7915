# SPDX-License-Identifier: BSD-3-Clause
# A thread on another lcpu that has used up its stack does not say so.
image = tests/guest/threadfault
args = overflow lcpu
smp = 2
expect = crash stack overflow: the guard below it
match = plat: at 0x[0-9a-f]+ overflow\+0x
match = plat: thread "deep" of lcpu 1
match = ^plat: lcpu 1 crashed\nplat: lcpu 0 stopped at
nomatch = still alive
capability = lcpus crash-report
