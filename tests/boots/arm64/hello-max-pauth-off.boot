# SPDX-License-Identifier: BSD-3-Clause
# Pointer authentication is used though the CPU has none.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = cpu-max
cpu = max,pauth=off
