# SPDX-License-Identifier: BSD-3-Clause
# A guest that runs out of memory on demand does not say so.
image = tests/guest/vmem
args = out-of-memory
expect = crash write at 0x
match = no memory on demand: ENOMEM
nomatch = still alive
mem = 64M
capability = crash-report
