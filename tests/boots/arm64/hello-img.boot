# SPDX-License-Identifier: BSD-3-Clause
# The raw Image, as any other VMM would boot it, does not boot.
image = examples/hello.img
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = arm64-image
