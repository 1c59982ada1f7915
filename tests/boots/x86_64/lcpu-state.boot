# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/x86_64/lcpu-state.c says is broken.
image = tests/guest/x86_64/lcpu-state
smp = 3
append = plat.log=info
match = lcpus came with other MTRRs than lcpu 0, and were given its
capability = lcpus
