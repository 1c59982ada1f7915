# SPDX-License-Identifier: BSD-3-Clause
# Memory that reaches far into 40-bit physical addresses needs more than they
# have.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, 6710\d{4} KiB
capability = large-memory
mem = 64G
cpu = cortex-a53
qemu-arg = -object
qemu-arg = memory-backend-ram,id=r,size=64G,reserve=off
qemu-arg = -machine
qemu-arg = memory-backend=r
