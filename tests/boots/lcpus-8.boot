# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/lcpus.c says is broken, with 8.
image = tests/guest/lcpus
args = 20000
smp = 8
timeout = 120
capability = lcpus
