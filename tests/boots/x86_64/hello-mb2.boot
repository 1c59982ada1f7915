# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot by multiboot 2 from GRUB.
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = multiboot2
boot = grub-mb2
