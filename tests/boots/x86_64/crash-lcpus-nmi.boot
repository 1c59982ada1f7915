# SPDX-License-Identifier: BSD-3-Clause
# An lcpu that lets no interrupt in goes on when another one dies.
image = tests/guest/dump-lcpus
smp = 4
args = panic
expect = crash on lcpu 2
match = ^plat: lcpu 2 crashed\nplat: lcpu 0 stopped at
match = ^plat: lcpu 3 stopped at \S+ work_in_handler\+0x
capability = crash-report
