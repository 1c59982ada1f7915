# SPDX-License-Identifier: BSD-3-Clause
# A crash in the report of a crash hangs, or crashes for ever.
image = tests/guest/nested
args = report
expect = crash write at 0xffffd80000000000
match = plat: at \S+ main\+0x
nomatch = called from
nomatch = still alive
capability = crash-report
