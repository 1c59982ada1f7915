# SPDX-License-Identifier: BSD-3-Clause
# Firmware does not start the image from a disk, where it looks by itself.
image = examples/hello.efi
boot = efi-disk
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = efi
