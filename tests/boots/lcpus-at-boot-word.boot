# SPDX-License-Identifier: BSD-3-Clause
# A number of lcpus that is none is believed, or passed over without a word.
image = tests/guest/lcpus-at-boot
smp = 2
append = plat.lcpus=0
args = 2
match = ^plat: warning: .*lcpus
capability = lcpus command-line
