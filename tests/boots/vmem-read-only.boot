# SPDX-License-Identifier: BSD-3-Clause
# Memory that is read only is written.
image = tests/guest/vmem
args = read-only
expect = crash write at 0x
match = memory 0x[0-9a-f]*-0x[0-9a-f]* \(r--\): does not allow it
nomatch = still alive
capability = crash-report
