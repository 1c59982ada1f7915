# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot on a Cortex-A72.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = cpu-cortex-a72
cpu = cortex-a72
