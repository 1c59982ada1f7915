# SPDX-License-Identifier: BSD-3-Clause
# A fault in a call on another lcpu, whose critical stack is its own, is not
# told.
image = tests/guest/arm64/lcpus
args = fault
smp = 2
expect = crash undefined instruction
match = fault\+0x
capability = lcpus crash-report
