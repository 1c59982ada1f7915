# SPDX-License-Identifier: BSD-3-Clause
# ACPI does not tell where the redistributors are.
image = examples/hello
tap = no
match = ^Hello from Plinth on @platform@ \(arm64\), 4 lcpus
capability = efi acpi gic-v3
boot = efi
machine = virt,gic-version=3
smp = 4
