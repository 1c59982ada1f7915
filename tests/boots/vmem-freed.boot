# SPDX-License-Identifier: BSD-3-Clause
# A guest that touches memory that it has freed goes on.
image = tests/guest/vmem
args = freed
expect = crash write at 0x
match = 0xffffd80000[0-9a-f]*: no range is there
nomatch = still alive
capability = crash-report
