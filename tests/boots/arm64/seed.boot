# SPDX-License-Identifier: BSD-3-Clause
# What the keys are made from stays where the guest can read it.
image = tests/guest/arm64/seed
cpu = cortex-a72
capability = keys
