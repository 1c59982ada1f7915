# SPDX-License-Identifier: BSD-3-Clause
# An NMI that the host sends does not end in a report of where the guest was.
image = tests/guest/fault
args = be-interrupted
monitor = ^ready => nmi
expect = crash NMI
match = be_interrupted\+0x
match = main\+0x
dump = \w+
nomatch = still alive
capability = crash-report
