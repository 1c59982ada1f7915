# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot with the least RAM that QEMU starts Linux with.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = small-memory
mem = 64M
