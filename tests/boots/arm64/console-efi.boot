# SPDX-License-Identifier: BSD-3-Clause
# The console is not where the SPCR says: where the emergency console is, it is
# found without.
image = examples/hello
boot = efi
append = plat.log=info
tap = no
match = device \(uart\)
match = ^Hello from Plinth on kvm
capability = console acpi
