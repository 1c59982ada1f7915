# SPDX-License-Identifier: BSD-3-Clause
# Memory above 4 GiB is not used, or an image that lies there is not entered.
image = examples/hello
boot = efi
tap = no
append = plat.log=info
match = memory: 0x00001[0-9a-f]{9}-0x00001[0-9a-f]{9} image text
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, 6710\d{4} KiB
capability = large-memory efi
mem = 64G
qemu-arg = -object
qemu-arg = memory-backend-ram,id=r,size=64G,reserve=off
qemu-arg = -machine
qemu-arg = memory-backend=r
