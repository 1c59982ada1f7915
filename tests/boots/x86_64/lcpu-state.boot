# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/x86_64/lcpu-state.c says is broken.
image = tests/guest/x86_64/lcpu-state
smp = 3
capability = lcpus
