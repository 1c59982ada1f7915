# SPDX-License-Identifier: BSD-3-Clause
# Where EFI gives a devicetree and no ACPI the image does not boot.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = efi devicetree
boot = efi
machine = virt,acpi=off
