# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/shootdown.c says is broken.
image = tests/guest/shootdown
smp = 4
timeout = 120
capability = shootdown
