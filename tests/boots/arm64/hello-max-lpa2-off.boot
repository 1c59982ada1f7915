# SPDX-License-Identifier: BSD-3-Clause
# 52-bit physical addresses without LPA2 are taken for LPA2.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = cpu-max
cpu = max,lpa2=off
