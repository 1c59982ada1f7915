# SPDX-License-Identifier: BSD-3-Clause
# The interrupt stack of another lcpu has no guard page, or its fault stack is
# not its own.
image = tests/guest/x86_64/lcpu-state
args = overflow
smp = 3
expect = crash stack overflow: the guard page below a stack
match = page fault: write at 0xffffe90000
match = overflow\+0x
match = ^plat: lcpu 1 crashed
nomatch = still alive
capability = lcpus
