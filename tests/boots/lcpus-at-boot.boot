# SPDX-License-Identifier: BSD-3-Clause
# A guest that wants its lcpus from main on does not find them.
image = tests/guest/lcpus-at-boot
smp = 4
args = 4
nomatch = ^plat: (?!exit 0)
capability = lcpus
