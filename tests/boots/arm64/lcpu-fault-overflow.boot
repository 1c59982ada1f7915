# SPDX-License-Identifier: BSD-3-Clause
# The interrupt stack of another lcpu has no guard page, or an overflow is not
# told to be one.
image = tests/guest/arm64/lcpus
args = overflow
smp = 2
expect = crash stack overflow: the guard page below a stack
match = write at 0xffffe90000
match = overflow\+0x
match = ^plat: lcpu 1 crashed\nplat: lcpu 0 stopped at
nomatch = still alive
capability = lcpus crash-report
