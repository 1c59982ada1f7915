# SPDX-License-Identifier: BSD-3-Clause
# When one lcpu dies the others go on, and change what it is to be found by; or
# the report says nothing of them, or nothing of who called whom on the one.
image = tests/guest/dump-lcpus
smp = 4
args = fault
expect = crash write at 0xffffd80000000000
match = plat: at \S+ die\+0x
match = called from(\n.*)*(serve_posted|plat_lcpu_serve)\+0x.*(\n.*)*interrupt\+0x.*(\n.*)*plat_lcpu_main\+0x
match = ^plat: lcpu 2 crashed\nplat: lcpu 0 stopped at \S+ (work|main)\+0x
match = ^plat: lcpu 1 stopped at \S+ plat_lcpu_main\+0x
match = ^plat: lcpu 3 (stopped at \S+ work_in_handler\+0x|did not answer \(interrupts off\?\))
nomatch = still alive
capability = crash-report
