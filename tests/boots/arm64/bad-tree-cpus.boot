# SPDX-License-Identifier: BSD-3-Clause
# CPUs that cannot be started, or have no id, are counted.
image = examples/hello
tap = no
boot = loader
load = 0x40200000
dtb = tests/boots/arm64/dtb/bad-cpus.dts
dtb-load = 0x43000000
capability = bad-devicetree
match = fdt: a CPU has no id: it is ignored
match = fdt: 0x80000000 is no CPU's id: it is ignored
match = ^Hello from Plinth on @platform@ \(arm64\), 2 lcpus, \d+ KiB of RAM$
