# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/direct.c says is broken, in pages of 2 MiB.
image = tests/guest/direct
smp = 4
mem = 1G
timeout = 120
capability = sharing
