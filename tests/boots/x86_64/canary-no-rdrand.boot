# SPDX-License-Identifier: BSD-3-Clause
# Where the CPU has no random numbers the canary is the same at each boot.
image = tests/guest/canary
cpu = qemu64
differs = canary: [0-9a-f]{16}
capability = stack-protector
