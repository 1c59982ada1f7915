# SPDX-License-Identifier: BSD-3-Clause
# Without 1 GiB pages a large memory needs more tables than the early window
# shows.
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, 6710\d{4} KiB
capability = large-memory
cpu = qemu64
mem = 64G
qemu-arg = -object
qemu-arg = memory-backend-ram,id=r,size=64G,reserve=off
qemu-arg = -machine
qemu-arg = memory-backend=r
