# SPDX-License-Identifier: BSD-3-Clause
# An lcpu that lets no interrupt in, and cannot be stopped, hangs the report of
# a crash, or is left out of it.
image = tests/guest/dump-lcpus
smp = 4
args = panic
timeout = 120
expect = crash on lcpu 2
match = ^plat: lcpu 2 crashed\nplat: lcpu 0 stopped at
match = ^plat: lcpu 1 stopped at \S+ plat_lcpu_main\+0x
match = ^plat: lcpu 3 did not answer \(interrupts off\?\)
match = ^plat#[0-9a-f]+ end [0-9a-f]{8}$
capability = crash-report
