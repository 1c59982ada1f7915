# SPDX-License-Identifier: BSD-3-Clause
# A return address that was overwritten is returned to: pointer authentication
# is off, or has no key.
image = tests/guest/fault
args = return-address
expect = crash execution at 0x
match = ^plat: crash
nomatch = still alive
capability = crash-report
