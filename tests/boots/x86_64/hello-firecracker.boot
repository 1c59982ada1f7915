# SPDX-License-Identifier: BSD-3-Clause
# A memory laid out as Firecracker lays it out confuses the boot (start info
# at 0x6000, RSDP to be searched for, no PCI).
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = layout-firecracker
machine = microvm
boot = loader
layout = firecracker
mem = 256M
