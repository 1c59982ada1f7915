# SPDX-License-Identifier: BSD-3-Clause
# A fault in a fault's handler goes on for ever.
image = tests/guest/vmem
args = handler
expect = crash write at 0x
match = null pointer: nothing is mapped there, in the handler of a fault
nomatch = still alive
capability = crash-report
