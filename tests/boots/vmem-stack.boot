# SPDX-License-Identifier: BSD-3-Clause
# A stack runs into what is below it.
image = tests/guest/vmem
args = stack
expect = crash write at 0x
match = stack 0x[0-9a-f]*-0x[0-9a-f]* \(rw-\): stack overflow: the guard below it
nomatch = still alive
capability = crash-report
