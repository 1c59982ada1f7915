# SPDX-License-Identifier: BSD-3-Clause
# A double fault on another lcpu, whose critical stack is its own, is not told.
image = tests/guest/x86_64/lcpu-state
args = double-fault
smp = 2
expect = crash double fault, last page fault at 0x0000000000000000
match = null\+0x|double_fault\+0x
match = ^plat: lcpu 1 crashed\nplat: lcpu 0 stopped at
nomatch = still alive
capability = lcpus crash-report
