# SPDX-License-Identifier: BSD-3-Clause
# The caller of a function that has made its frame, and called nothing yet,
# is named twice: it is in x30, too.
image = tests/guest/fault
args = before-call
expect = crash write at 0x8000000000000000
match = plat: at \S+ before_call\+0x
match = called from\s+plat: +\S+ main\+\S+\s+plat: +\S+ plat_boot\+
nomatch = still alive
capability = crash-report
