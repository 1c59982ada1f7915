# SPDX-License-Identifier: BSD-3-Clause
# The image needs more memory than is said.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = least-ram
mem = 3M
