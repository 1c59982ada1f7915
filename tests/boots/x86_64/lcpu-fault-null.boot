# SPDX-License-Identifier: BSD-3-Clause
# A fault on another lcpu is not told.
image = tests/guest/x86_64/lcpu-state
args = null
smp = 3
expect = crash page fault: write at 0x0000000000000000
match = null\+0x
nomatch = still alive
capability = lcpus
