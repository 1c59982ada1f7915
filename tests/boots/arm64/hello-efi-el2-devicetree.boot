# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot by EFI at EL2 where there is a devicetree.
image = examples/hello
boot = efi
machine = virt,virtualization=on,acpi=off
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 1 lcpu, \d+ KiB of RAM$
capability = efi el2 devicetree
