# SPDX-License-Identifier: BSD-3-Clause
# Another lcpu executes data: EFER.NXE is not set there.
image = tests/guest/x86_64/lcpu-state
args = execute-data
smp = 3
expect = crash page fault: execution at
match = at 0xffffffff8
nomatch = still alive
capability = lcpus
