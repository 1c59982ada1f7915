# SPDX-License-Identifier: BSD-3-Clause
# A guest that touches a guard goes on.
image = tests/guest/vmem
args = guard
expect = crash write at 0x
match = guard or reserved range 0x[0-9a-f]*-0x[0-9a-f]* \(---\): nothing is mapped there
nomatch = still alive
capability = crash-report
