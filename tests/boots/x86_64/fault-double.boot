# SPDX-License-Identifier: BSD-3-Clause
# A fault whose own handler cannot be reached resets the machine silently.
image = tests/guest/fault
args = double-fault
expect = crash double fault, last page fault at 0xffffd80000000000
match = main\+0x
dump = double_fault
nomatch = still alive
capability = crash-report
