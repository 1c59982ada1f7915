# SPDX-License-Identifier: BSD-3-Clause
# Memory above 4 GiB is not used, or its amount slows the boot down.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(@isa@\), 1 lcpu, 6710\d{4} KiB
capability = large-memory
mem = 64G
qemu-arg = -object
qemu-arg = memory-backend-ram,id=r,size=64G,reserve=off
qemu-arg = -machine
qemu-arg = memory-backend=r
