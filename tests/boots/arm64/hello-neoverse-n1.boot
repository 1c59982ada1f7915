# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot on a CPU with ARMv8.2 (PAN, LSE, 48-bit physical
# addresses).
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = cpu-neoverse-n1
cpu = neoverse-n1
