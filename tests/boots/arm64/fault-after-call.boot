# SPDX-License-Identifier: BSD-3-Clause
# What a function's last call left in x30 is taken for its caller.
image = tests/guest/fault
args = after-call
expect = crash write at 0x8000000000000000
match = plat: at \S+ after_call\+0x
match = called from\s+plat: +\S+ main\+\S+\s+plat: +\S+ plat_boot\+
nomatch = still alive
capability = crash-report
