# SPDX-License-Identifier: BSD-3-Clause
# The seed is used up though the CPU makes random numbers.
image = tests/guest/arm64/seed
cpu = max
capability = keys
