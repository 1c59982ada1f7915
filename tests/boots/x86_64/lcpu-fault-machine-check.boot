# SPDX-License-Identifier: BSD-3-Clause
# A machine check that all lcpus are told of, as hardware does, resets the
# machine: CR4 of another lcpu is not that of lcpu 0; or two report at once.
image = tests/guest/x86_64/lcpu-state
args = be-interrupted
smp = 3
monitor = ^ready => mce -b 1 2 0xb400000000000134 0x5 0x12345000 0
expect = crash machine check (vector 18
# The first to report is the one that it happened to, or one that was told.
match = ^plat: bank \d: status [ab][0-9a-f]{15}
nomatch = plat: crash: (.*\n)*plat: crash:
nomatch = still alive
capability = lcpus crash-report
