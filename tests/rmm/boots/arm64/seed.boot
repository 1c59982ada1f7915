# SPDX-License-Identifier: BSD-3-Clause
# In a realm the keys are made from what the host calls random.
image = tests/guest/arm64/seed
cpu = cortex-a72
match = ^plat: warning: this CPU has no RNDR
capability = keys
platform = arm-cca
