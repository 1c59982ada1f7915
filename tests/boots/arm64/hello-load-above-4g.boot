# SPDX-License-Identifier: BSD-3-Clause
# The image, or its devicetree, is not found above 4 GiB.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = load-address
boot = loader
load = 0x200000000
dtb = tests/boots/arm64/high.dts
dtb-load = 0x1ffe00000
mem = 16G
qemu-arg = -object
qemu-arg = memory-backend-ram,id=r,size=16G,reserve=off
qemu-arg = -machine
qemu-arg = memory-backend=r
