# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot on a machine without PCI, whose ACPI is
# hardware-reduced.
image = examples/hello
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = machine-microvm
machine = microvm
