# SPDX-License-Identifier: BSD-3-Clause
# In a realm the keys are made from what the host calls random, or the CPU's
# own are not used.
image = tests/guest/arm64/seed
cpu = max
nomatch = RNDR
capability = keys
platform = arm-cca
