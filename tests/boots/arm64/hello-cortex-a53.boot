# SPDX-License-Identifier: BSD-3-Clause
# The image wants a feature that the oldest CPU does not have (PAN, LSE,
# pointer authentication; its physical addresses have 40 bits).
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = cpu-cortex-a53
cpu = cortex-a53
