# SPDX-License-Identifier: BSD-3-Clause
# A fault in the handler of a fault is not told from the first one, or hangs.
image = tests/guest/nested
args = handler
expect = crash null pointer: nothing is mapped there, in the handler of a fault
match = called from(\n.*)*serve\+0x
dump = break_again
nomatch = still alive
capability = crash-report
