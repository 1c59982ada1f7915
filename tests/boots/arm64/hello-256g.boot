# SPDX-License-Identifier: BSD-3-Clause
# Memory at 256 GiB is not used, or its amount slows the boot down.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, 26843\d{4} KiB
capability = large-memory
mem = 256G
qemu-arg = -object
qemu-arg = memory-backend-ram,id=r,size=256G,reserve=off
qemu-arg = -machine
qemu-arg = memory-backend=r
