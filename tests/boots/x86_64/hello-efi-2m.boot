# SPDX-License-Identifier: BSD-3-Clause
# The image boots with one firmware only: here is one that keeps no variables
# in flash, and is laid out otherwise.
image = examples/hello.efi
boot = efi
firmware = /usr/share/ovmf/OVMF.fd
tap = no
match = ^Hello from Plinth on kvm \(x86_64\), 1 lcpu, \d+ KiB of RAM$
capability = efi
