# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot with a GICv3.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = gic-v3
machine = virt,gic-version=3
