# SPDX-License-Identifier: BSD-3-Clause
# A write to text is taken for something else where faults are served.
image = tests/guest/vmem
args = text
expect = crash write at 0x
match = text: the page does not allow it
nomatch = still alive
capability = crash-report
