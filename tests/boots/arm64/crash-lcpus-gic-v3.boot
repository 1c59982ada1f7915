# SPDX-License-Identifier: BSD-3-Clause
# With a GICv3 the other lcpus go on when one dies.
image = tests/guest/dump-lcpus
machine = virt,gic-version=3
smp = 4
args = fault
timeout = 120
expect = crash write at 0xffffd80000000000
match = ^plat: lcpu 2 crashed\nplat: lcpu 0 stopped at \S+ (work|main)\+0x
match = ^plat: lcpu 1 stopped at \S+ plat_lcpu_main\+0x
match = ^plat: lcpu 3 did not answer
nomatch = nobody serves
capability = crash-report
