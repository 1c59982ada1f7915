# SPDX-License-Identifier: BSD-3-Clause
# What is mapped is not what the memory regions call for. With memory above 4
# GiB.
image = tests/guest/pagetables
mem = 64G
qemu-arg = -object
qemu-arg = memory-backend-ram,id=r,size=64G,reserve=off
qemu-arg = -machine
qemu-arg = memory-backend=r
capability = w^x page-tables large-memory
