# SPDX-License-Identifier: BSD-3-Clause
# Pointer authentication, BTI or 52-bit addresses (LPA2), which the newest CPU
# has, keep the image from booting.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = cpu-max
cpu = max
