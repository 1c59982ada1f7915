# SPDX-License-Identifier: BSD-3-Clause
# A machine check resets the machine, or its report does not say what the
# hardware knows. (An uncorrected error in bank 2, which has an address.)
image = tests/guest/fault
args = be-interrupted
monitor = ^ready => mce 0 2 0xb400000000000134 0x5 0x12345000 0
expect = crash machine check (vector 18
match = ^plat: bank 2: status b400000000000134, address 0x12345000$
nomatch = bank [^2]
match = be_interrupted\+0x
match = main\+0x
dump = \w+
nomatch = still alive
capability = crash-report
