# SPDX-License-Identifier: BSD-3-Clause
# The image does not boot as an EFI application.
image = examples/hello.efi
boot = efi
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = efi
