# SPDX-License-Identifier: BSD-3-Clause
# Memory on demand comes where it must not, or nobody says why not.
image = tests/guest/vmem
args = irqs-off
expect = crash write at 0x
match = memory 0x[0-9a-f]*-0x[0-9a-f]* \(rw-\): interrupts were off
nomatch = still alive
capability = crash-report
