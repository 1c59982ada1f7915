# SPDX-License-Identifier: BSD-3-Clause
# The image wants a feature that the simplest CPU does not have (1 GiB pages,
# x2APIC, RDRAND).
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = cpu-qemu64
cpu = qemu64
