# SPDX-License-Identifier: BSD-3-Clause
# What tests/guest/direct.c says is broken, in a page of 1 GiB, and of a CPU
# that wants break-before-make ("max" does not).
image = tests/guest/direct
smp = 4
cpu = neoverse-n1
mem = 3G
timeout = 120
capability = sharing
