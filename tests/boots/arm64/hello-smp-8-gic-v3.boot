# SPDX-License-Identifier: BSD-3-Clause
# The number of CPUs is not what the devicetree says.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 8 lcpus
capability = cpu-count gic-v3
smp = 8
machine = virt,gic-version=3
