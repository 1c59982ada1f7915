# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot where all devices are below 4 GiB and the GIC has
# one region of redistributors.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = highmem-off
machine = virt,highmem=off,gic-version=3
