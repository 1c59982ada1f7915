# SPDX-License-Identifier: BSD-3-Clause
# The caller of a function without a frame is not named: it is in x30 alone.
image = tests/guest/fault
args = non-canonical
expect = crash write at 0x8000000000000000
match = plat: at \S+ non_canonical\+0x
match = called from\s+plat: +\S+ main\+\S+\s+plat: +\S+ plat_boot\+
nomatch = still alive
capability = crash-report
