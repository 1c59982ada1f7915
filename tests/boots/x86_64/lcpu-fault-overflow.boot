# SPDX-License-Identifier: BSD-3-Clause
# The interrupt stack of another lcpu has no guard page, or its fault stack is
# not its own.
image = tests/guest/x86_64/lcpu-state
args = overflow
smp = 3
expect = crash page fault: write at 0xffffe90000
match = overflow\+0x
nomatch = still alive
capability = lcpus
