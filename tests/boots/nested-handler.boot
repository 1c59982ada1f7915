# SPDX-License-Identifier: BSD-3-Clause
# A fault in the handler of a fault is not told from the first one, or hangs.
image = tests/guest/nested
args = handler
expect = crash null pointer: nothing is mapped there, in the handler of a fault
match = plat: at \S+ break_again\+0x
match = called from(\n.*)*serve\+0x
nomatch = still alive
capability = crash-report
