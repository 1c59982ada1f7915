# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/lcpus.c says is broken, with 16.
image = tests/guest/lcpus
args = 100000
smp = 16
timeout = 120
capability = lcpus
