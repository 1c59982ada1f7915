# SPDX-License-Identifier: BSD-3-Clause
# A null pointer is taken for something else where faults are served.
image = tests/guest/vmem
args = null
expect = crash write at 0x
match = null pointer: nothing is mapped there
nomatch = still alive
capability = crash-report
